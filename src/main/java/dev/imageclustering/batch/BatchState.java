package dev.imageclustering.batch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the grouping of a batch has come, with what it was last asked for and why that failed, if it did. */
public record BatchState(
        BatchStatus status,
        @Nullable Map<String, Object> parameters,
        @Nullable String failure) {}
