package dev.imageclustering.grouping;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person says of two images. */
public enum DecisionKind {
    /** They belong into one group (a must-link). */
    SIMILAR,
    /** They do not (a cannot-link). */
    NOT_SIMILAR;

    /** Returns the name in the database and in JSON. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
