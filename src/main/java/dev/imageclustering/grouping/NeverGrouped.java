package dev.imageclustering.grouping;

import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.Problem;

/** The batch has no hierarchy yet. */
public final class NeverGrouped extends Problem {

    private static final long serialVersionUID = 1L;

    NeverGrouped(BatchId batch) {
        super(
                Kind.CONFLICT,
                "never-grouped",
                "Batch %s has no hierarchy of groups; analyze it first.".formatted(batch));
    }
}
