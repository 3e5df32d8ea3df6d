package dev.imageclustering.image;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The vector of an {@link Image} by a neural model, or that the model fails on it. */
@Entity
@Table(name = "image_embeddings")
@IdClass(ImageEmbedding.Key.class)
class ImageEmbedding {

    @Id
    private int imageId;

    @Id
    @Column(length = 100)
    private String model;

    @Column(columnDefinition = "bytea")
    private byte @Nullable [] vector;

    @Column(columnDefinition = "text")
    private @Nullable String failure;

    @Column(nullable = false)
    private Instant computedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ImageEmbedding() {}

    /** An image and a model. */
    record Key(int imageId, String model) implements Serializable {}
}
