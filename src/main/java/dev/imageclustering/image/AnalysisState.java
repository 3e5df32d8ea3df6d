package dev.imageclustering.image;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far the processing of an image after its upload has come. */
public enum AnalysisState {
    PENDING,
    COMPLETE,
    FAILED;

    /** Returns the name in the database and in JSON. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AnalysisState ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
