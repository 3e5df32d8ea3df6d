package entities.converted;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.function.DoubleUnaryOperator;

/** Has a converter that somebody has to give something to. */
@Entity
class Postcard {

    @Id
    @Column(length = 9)
    private String stamp;

    @Convert(converter = Grams.class)
    private String weight;

    @Converter
    static final class Grams implements AttributeConverter<String, Double> {

        private final DoubleUnaryOperator scale;

        Grams(DoubleUnaryOperator scale) {
            this.scale = scale;
        }

        @Override
        public Double convertToDatabaseColumn(String weight) {
            return scale.applyAsDouble(Double.parseDouble(weight));
        }

        @Override
        public String convertToEntityAttribute(Double weight) {
            return Double.toString(weight);
        }
    }
}
