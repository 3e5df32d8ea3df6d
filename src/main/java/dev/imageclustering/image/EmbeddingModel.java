package dev.imageclustering.image;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A neural model of which there are vectors, or will be. */
@Entity
@Table(name = "embedding_models")
class EmbeddingModel {

    @Id
    @Column(length = 100)
    private String model;

    private int dimension;

    private boolean inUse;

    @Column(nullable = false)
    private Instant addedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected EmbeddingModel() {}

    EmbeddingModel(String model, int dimension, Instant addedAt) {
        this.model = model;
        this.dimension = dimension;
        this.addedAt = addedAt;
    }

    String model() {
        return model;
    }

    int dimension() {
        return dimension;
    }

    boolean isInUse() {
        return inUse;
    }

    void use() {
        inUse = true;
    }
}
