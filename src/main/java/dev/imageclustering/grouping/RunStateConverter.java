package dev.imageclustering.grouping;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

@Converter(autoApply = true)
final class RunStateConverter implements AttributeConverter<RunState, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable RunState value) {
        return value == null ? null : value.label();
    }

    @Override
    public @Nullable RunState convertToEntityAttribute(@Nullable String label) {
        return label == null ? null : RunState.valueOf(label.toUpperCase(Locale.ROOT));
    }
}
