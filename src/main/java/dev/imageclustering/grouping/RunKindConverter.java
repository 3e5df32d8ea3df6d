package dev.imageclustering.grouping;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

@Converter(autoApply = true)
final class RunKindConverter implements AttributeConverter<RunKind, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable RunKind value) {
        return value == null ? null : value.label();
    }

    @Override
    public @Nullable RunKind convertToEntityAttribute(@Nullable String label) {
        return label == null ? null : RunKind.valueOf(label.toUpperCase(Locale.ROOT));
    }
}
