package dev.imageclustering.image;

import dev.imageclustering.storage.PhotoStore;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Reads every path as one relative to the root of the store; the rows of the Python system, which have absolute ones,
 * stay as they are.
 */
@Converter
final class StoredPathConverter implements AttributeConverter<String, String> {

    private final ObjectProvider<PhotoStore> store;

    StoredPathConverter(ObjectProvider<PhotoStore> store) {
        this.store = store;
    }

    @Override
    public String convertToDatabaseColumn(String relative) {
        return relative;
    }

    @Override
    public String convertToEntityAttribute(String stored) {
        return store.getObject().relative(stored);
    }
}
