package dev.imageclustering.image;

import dev.imageclustering.shared.ImageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a list shows of an image: everything light, never its features. */
public record ImageView(
        int id,
        String filename,
        String originalFilename,
        String filePath,
        @Nullable Boolean hasThumbnail,
        @Nullable Double qualityScore,
        @Nullable String qualityMetric,
        String imageHash,
        @Nullable Long fileSize,
        @Nullable String mimeType,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Instant shotAt,
        @Nullable Instant createdAt,
        AnalysisState analysisState,
        @Nullable String analysisFailure) {

    /** The JPQL that makes one of an image {@code i}. */
    public static final String SELECT = """
            new dev.imageclustering.image.ImageView(i.id, i.filename, i.originalFilename, i.filePath, i.hasThumbnail,
            i.qualityScore, i.qualityMetric, i.imageHash, i.fileSize, i.mimeType, i.width, i.height, i.shotAt,
            i.createdAt, i.analysisState, i.analysisFailure)
            """;

    public ImageId imageId() {
        return new ImageId(id);
    }
}
