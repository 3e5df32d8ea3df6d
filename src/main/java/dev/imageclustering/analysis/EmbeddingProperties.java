package dev.imageclustering.analysis;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The neural model whose vectors images are grouped by.
 *
 * @param model an ONNX file, beside which lies a properties file of the same name ({@code docs/embeddings.md} has the keys);
 *     without one the built-in descriptor is used
 */
@ConfigurationProperties("image-clustering.embedding")
public record EmbeddingProperties(@Nullable Path model) {}
