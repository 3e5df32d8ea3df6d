package dev.imageclustering.batch;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far the grouping of a batch has come. */
public enum BatchStatus {
    PENDING,
    PROCESSING,
    COMPLETE,
    FAILED;

    /** Returns the name in the database and in JSON. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BatchStatus ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
