package dev.imageclustering.grouping;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a run has come. */
public enum RunState {
    /** Waits for a process that runs it. */
    QUEUED,
    RUNNING,
    COMPLETE,
    FAILED,
    CANCELLED;

    boolean isActive() {
        return this == QUEUED || this == RUNNING;
    }

    /** Returns the name in the database and in JSON. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
