package dev.imageclustering.similarity;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.imageclustering.shared.InvalidRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** In what way two images are alike; the first that applies counts. */
public enum Sameness {
    /** The same bytes under two ids, which only rows that were adopted from another system can be. */
    IDENTICAL,
    /** The same picture, encoded, scaled, turned, mirrored or edited a little. */
    SAME,
    /** Another shot of the same, nearly from the same place. */
    NEAR,
    /** Something of the same scene. */
    SCENE;

    /** Returns the name in JSON. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind of the name. */
    public static Sameness named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest(
                        "kind",
                        "Unknown kind '%s'; known are: %s"
                                .formatted(
                                        name,
                                        Arrays.stream(values())
                                                .map(Sameness::label)
                                                .collect(Collectors.joining(", ")))));
    }
}
