package dev.imageclustering.image;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A stored photo. Its feature vector is {@link ImageFeatures}, an entity of its own over the same row, so that no list
 * ever loads it.
 */
@SuppressWarnings("UnusedVariable") // Hibernate and the queries read the fields
@Entity
@Table(name = "images")
@DynamicUpdate
class Image {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Integer id;

    @Column(nullable = false, unique = true)
    private String filename;

    @Column(nullable = false, length = 1024)
    private String originalFilename;

    @Column(nullable = false, unique = true, length = 1024)
    @Convert(converter = StoredPathConverter.class)
    private String filePath;

    @Column(nullable = false, unique = true)
    private String imageHash;

    private @Nullable Long fileSize;
    private @Nullable String mimeType;
    private @Nullable Instant createdAt;
    private @Nullable Boolean hasThumbnail;

    private @Nullable Integer width;
    private @Nullable Integer height;
    private @Nullable Integer orientation;
    private @Nullable Instant shotAt;

    @Column(length = 10)
    private @Nullable String shotAtOffset;

    private @Nullable Double latitude;
    private @Nullable Double longitude;

    @Column(length = 100)
    private @Nullable String cameraMake;

    @Column(length = 100)
    private @Nullable String cameraModel;

    @Column(length = 50)
    private @Nullable String focalLength;

    @Column(name = "f_number")
    private @Nullable Double fNumber;

    @Column(length = 50)
    private @Nullable String exposureTime;

    private @Nullable Integer iso;

    @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
    private @Nullable String caption;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Tags tags;

    private @Nullable Integer rating;

    private @Nullable Long perceptualHash;

    /** Only for queries; it is written together with the vector. */
    @Column(length = 100, insertable = false, updatable = false)
    private @Nullable String featureModel;

    private @Nullable Double qualityScore;

    @Column(length = 50)
    private @Nullable String qualityMetric;

    private @Nullable Instant qualityAnalyzedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Map<String, Double> qualitySubScores;

    @Column(nullable = false, length = 20)
    private AnalysisState analysisState;

    @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
    private @Nullable String analysisFailure;

    private @Nullable Instant analysedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Image() {}

    Image(StoredOriginal original, Instant createdAt) {
        this.filename = original.filename();
        this.originalFilename = original.originalFilename();
        this.filePath = original.filePath();
        this.imageHash = original.imageHash();
        this.fileSize = original.fileSize();
        this.mimeType = original.mimeType();
        this.createdAt = createdAt;
        this.hasThumbnail = false;
        this.analysisState = AnalysisState.PENDING;
    }

    int id() {
        if (id == null) {
            throw new IllegalStateException("The image is not stored yet");
        }
        return id;
    }

    void analysed(AnalysedImage analysis, Instant now) {
        mimeType = analysis.mimeType();
        describe(analysis.metadata());
        perceptualHash = analysis.perceptualHash();
        hasThumbnail = true;
        assess(analysis.quality());
        analysisState = AnalysisState.COMPLETE;
        analysisFailure = analysis.reservation();
        analysedAt = now;
    }

    /** Gives the analysis up; what could be read of the file is kept. */
    void analysisFailed(String reason, @Nullable ImageMetadata readable, Instant now) {
        if (readable != null) {
            describe(readable);
        }
        analysisState = AnalysisState.FAILED;
        analysisFailure = reason;
        analysedAt = now;
    }

    /** Lets an image whose analysis failed wait for another one; returns false if it did not fail. */
    boolean waitAgain() {
        boolean failed = analysisState == AnalysisState.FAILED;
        if (failed) {
            analysisState = AnalysisState.PENDING;
            analysisFailure = null;
        }
        return failed;
    }

    void assess(ImageQuality quality) {
        qualityScore = quality.score();
        qualityMetric = quality.metric();
        qualitySubScores = quality.subScores();
        qualityAnalyzedAt = quality.analyzedAt();
    }

    /** Takes the content hash that a migration could only stand in for. */
    void identifyAs(String contentHash) {
        imageHash = contentHash;
    }

    private void describe(ImageMetadata metadata) {
        width = metadata.width();
        height = metadata.height();
        orientation = metadata.orientation();
        shotAt = metadata.shotAt();
        shotAtOffset = metadata.shotAtOffset();
        latitude = metadata.latitude();
        longitude = metadata.longitude();
        cameraMake = metadata.cameraMake();
        cameraModel = metadata.cameraModel();
        focalLength = metadata.focalLength();
        fNumber = metadata.fNumber();
        exposureTime = metadata.exposureTime();
        iso = metadata.iso();
        caption = metadata.caption();
        tags = Tags.of(metadata.tags());
        rating = metadata.rating();
    }

    ImageMetadata metadata() {
        return new ImageMetadata(
                width,
                height,
                orientation,
                shotAt,
                shotAtOffset,
                latitude,
                longitude,
                cameraMake,
                cameraModel,
                focalLength,
                fNumber,
                exposureTime,
                iso,
                caption,
                tags == null ? null : tags.orNone(),
                rating);
    }

    ImageView view() {
        return new ImageView(
                id(),
                filename,
                originalFilename,
                filePath,
                hasThumbnail,
                qualityScore,
                qualityMetric,
                imageHash,
                fileSize,
                mimeType,
                width,
                height,
                shotAt,
                createdAt,
                analysisState,
                analysisFailure);
    }
}
