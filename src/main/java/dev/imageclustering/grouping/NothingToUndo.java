package dev.imageclustering.grouping;

import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.Problem;

/** The batch has no run that could be undone. */
public final class NothingToUndo extends Problem {

    private static final long serialVersionUID = 1L;

    NothingToUndo(BatchId batch) {
        super(Kind.CONFLICT, "nothing-to-undo", "Batch %s has no run to undo.".formatted(batch));
    }
}
