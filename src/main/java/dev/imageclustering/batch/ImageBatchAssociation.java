package dev.imageclustering.batch;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** The membership of an image in a batch, with its group there and its rank in that group. */
@SuppressWarnings("UnusedVariable") // Hibernate and the queries read the fields
@Entity
@Table(name = "image_batch_association")
@DynamicUpdate
class ImageBatchAssociation implements Persistable<ImageBatchAssociation.Key> {

    @EmbeddedId
    private Key id;

    @Column(length = 50)
    private @Nullable String groupLabel;

    private @Nullable Double probability;
    private @Nullable Double outlierScore;
    private @Nullable Integer qualityRank;
    private @Nullable Instant rankedAt;

    @Column(length = 50)
    private @Nullable String rankingMetric;

    @Transient
    private boolean fresh;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ImageBatchAssociation() {}

    ImageBatchAssociation(int batchId, int imageId) {
        this.id = new Key(batchId, imageId);
        this.fresh = true;
    }

    int imageId() {
        return id.imageId();
    }

    @Nullable
    String groupLabel() {
        return groupLabel;
    }

    @Nullable
    Integer qualityRank() {
        return qualityRank;
    }

    /** Puts the image into a group; a rank in the group before means nothing there. */
    void join(@Nullable String label, @Nullable Double probability, @Nullable Double outlierScore) {
        this.groupLabel = label;
        this.probability = probability;
        this.outlierScore = outlierScore;
        clearRank();
    }

    void rank(int rank, String metric, Instant now) {
        qualityRank = rank;
        rankingMetric = metric;
        rankedAt = now;
    }

    void moveToRank(int rank) {
        qualityRank = rank;
    }

    void clearRank() {
        qualityRank = null;
        rankingMetric = null;
        rankedAt = null;
    }

    @Override
    public Key getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return fresh;
    }

    /** The two ids that make a membership. */
    @Embeddable
    record Key(int batchId, int imageId) implements Serializable {}
}
