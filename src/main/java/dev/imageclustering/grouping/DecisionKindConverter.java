package dev.imageclustering.grouping;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

@Converter(autoApply = true)
final class DecisionKindConverter implements AttributeConverter<DecisionKind, String> {

    @Override
    public String convertToDatabaseColumn(DecisionKind attribute) {
        return attribute.label();
    }

    @Override
    public DecisionKind convertToEntityAttribute(String label) {
        return DecisionKind.valueOf(label.toUpperCase(Locale.ROOT));
    }
}
