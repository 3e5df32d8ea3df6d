package dev.imageclustering.grouping;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person's word on two images of a batch; image a has the lower id. */
@SuppressWarnings("UnusedVariable") // Hibernate and the queries read the fields
@Entity
@Table(
        name = "image_decisions",
        uniqueConstraints = @UniqueConstraint(columnNames = {"batch_id", "image_a", "image_b"}))
class ImageDecision {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @Column(nullable = false)
    private int batchId;

    @Column(name = "image_a", nullable = false)
    private int imageA;

    @Column(name = "image_b", nullable = false)
    private int imageB;

    @Column(nullable = false, length = 20)
    private DecisionKind kind;

    @Column(nullable = false, length = 20)
    private DecisionSource source;

    @Column(nullable = false)
    private Instant decidedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ImageDecision() {}

    ImageDecision(int batchId, ImagePair pair, DecisionSource source, Instant decidedAt) {
        this.batchId = batchId;
        this.imageA = pair.a();
        this.imageB = pair.b();
        this.kind = pair.kind();
        this.source = source;
        this.decidedAt = decidedAt;
    }

    int id() {
        if (id == null) {
            throw new IllegalStateException("The decision is not stored yet");
        }
        return id;
    }

    DecisionView view() {
        return new DecisionView(id(), imageA, imageB, kind, source, decidedAt);
    }

    ImagePair pair() {
        return ImagePair.of(imageA, imageB, kind);
    }
}
