package dev.imageclustering.image;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** The feature vector of an {@link Image}, apart from it because only a run of the clustering wants it. */
@Entity
@Table(name = "images")
@DynamicUpdate
class ImageFeatures {

    @Id
    private int id;

    @Column(columnDefinition = "bytea")
    private byte @Nullable [] features;

    @Column(length = 100)
    private @Nullable String featureModel;

    protected ImageFeatures() {}

    void become(FeatureVector vector) {
        features = vector.toBytes();
        featureModel = vector.model();
    }
}
