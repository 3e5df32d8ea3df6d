package dev.imageclustering.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The place of an image in the groups of its batch, with its rank there. */
public record MembershipState(
        int imageId,
        @Nullable String label,
        @Nullable Double probability,
        @Nullable Double outlierScore,
        @Nullable Integer rank,
        @Nullable Instant rankedAt,
        @Nullable String rankingMetric) {}
