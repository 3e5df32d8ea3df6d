package dev.imageclustering.grouping;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a run does: it finds groups anew, or cuts the hierarchy of an earlier one elsewhere. */
public enum RunKind {
    ANALYSIS,
    CUT;

    /** Returns the name in the database and in JSON. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
