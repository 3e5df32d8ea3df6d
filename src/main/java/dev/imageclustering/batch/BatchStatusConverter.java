package dev.imageclustering.batch;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

@Converter(autoApply = true)
final class BatchStatusConverter implements AttributeConverter<BatchStatus, String> {

    @Override
    public String convertToDatabaseColumn(BatchStatus status) {
        return status.label();
    }

    @Override
    public BatchStatus convertToEntityAttribute(String label) {
        return BatchStatus.ofLabel(label);
    }
}
