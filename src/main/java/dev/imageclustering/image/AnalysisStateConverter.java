package dev.imageclustering.image;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

@Converter(autoApply = true)
final class AnalysisStateConverter implements AttributeConverter<AnalysisState, String> {

    @Override
    public String convertToDatabaseColumn(AnalysisState state) {
        return state.label();
    }

    @Override
    public AnalysisState convertToEntityAttribute(String label) {
        return AnalysisState.ofLabel(label);
    }
}
