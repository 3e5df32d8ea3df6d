package dev.imageclustering.image;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The quality of an {@link Image} by one metric; the image itself keeps only the latest one. */
@Entity
@Table(name = "image_quality_scores")
@IdClass(ImageQualityScore.Key.class)
class ImageQualityScore {

    @Id
    private int imageId;

    @Id
    @Column(length = 50)
    private String metric;

    private double score;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Double> subScores;

    @Column(length = 200)
    private @Nullable String model;

    @Column(nullable = false)
    private Instant analysedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ImageQualityScore() {}

    @SuppressWarnings("NullAway.Init") // become() fills the rest
    ImageQualityScore(int imageId, String metric) {
        this.imageId = imageId;
        this.metric = metric;
    }

    void become(ImageQuality quality) {
        score = quality.score();
        subScores = quality.subScores();
        model = quality.model();
        analysedAt = quality.analyzedAt();
    }

    int imageId() {
        return imageId;
    }

    ImageQuality quality() {
        return new ImageQuality(score, metric, subScores == null ? Map.of() : subScores, model, analysedAt);
    }

    /** An image and a metric. */
    record Key(int imageId, String metric) implements Serializable {}
}
