package dev.imageclustering.grouping;

import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.Problem;

/** Images are to join the groups of a batch that has never been grouped. */
public final class NothingToJoin extends Problem {

    private static final long serialVersionUID = 1L;

    NothingToJoin(BatchId batch) {
        super(Kind.CONFLICT, "nothing-to-join", "Batch %s has no groups yet; analyze it first.".formatted(batch));
    }
}
