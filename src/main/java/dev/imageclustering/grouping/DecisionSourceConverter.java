package dev.imageclustering.grouping;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

@Converter(autoApply = true)
final class DecisionSourceConverter implements AttributeConverter<DecisionSource, String> {

    @Override
    public String convertToDatabaseColumn(DecisionSource attribute) {
        return attribute.label();
    }

    @Override
    public DecisionSource convertToEntityAttribute(String label) {
        return DecisionSource.valueOf(label.toUpperCase(Locale.ROOT));
    }
}
