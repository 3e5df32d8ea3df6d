package dev.imageclustering.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of a photo as its row holds them. A row of the system before this one may hold any JSON there.
 *
 * @param values in the order of the file
 */
record Tags(@JsonValue List<String> values) {

    Tags {
        values = List.copyOf(values);
    }

    static @Nullable Tags of(@Nullable List<String> values) {
        return values == null ? null : new Tags(values);
    }

    /** Takes the texts and numbers of a list, or the only one that is there; an object has no keywords. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Tags read(@Nullable Object json) {
        Stream<?> values = json instanceof Collection<?> list ? list.stream() : Stream.ofNullable(json);
        return new Tags(values.filter(Objects::nonNull)
                .filter(value -> value instanceof String || value instanceof Number || value instanceof Boolean)
                .map(String::valueOf)
                .toList());
    }

    /** Returns null rather than an empty list. */
    @Nullable
    List<String> orNone() {
        return values.isEmpty() ? null : values;
    }
}
