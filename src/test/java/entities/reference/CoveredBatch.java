package entities.reference;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A batch, as far as {@link Covering} wants it. */
@Entity
@Table(name = "image_batches")
class CoveredBatch {

    @Id
    private int id;
}
