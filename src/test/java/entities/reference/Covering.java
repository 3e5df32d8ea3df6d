package entities.reference;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** Lets an image refer to a batch. */
@Entity
@Table(name = "images")
class Covering {

    @Id
    private int id;

    @ManyToOne
    private CoveredBatch coverOf;
}
