package dev.imageclustering.analysis;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The ONNX files of the quality metrics that need one. Beside each lies a properties file of the same name, which says how
 * a picture goes in; {@code docs/quality.md} has the keys.
 */
@ConfigurationProperties("image-clustering.quality")
public record QualityProperties(
        @Nullable Path musiqModel,
        @Nullable Path clipiqaPlusModel,
        @Nullable Path cnniqaModel,
        @Nullable Path liqeModel) {}
