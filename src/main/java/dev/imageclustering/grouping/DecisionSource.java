package dev.imageclustering.grouping;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a decision came about. */
public enum DecisionSource {
    /** Images were moved between groups by hand. */
    MANUAL,
    /** A client said so of the images themselves. */
    API;

    /** Returns the name in the database and in JSON. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
