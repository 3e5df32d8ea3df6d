package dev.imageclustering.batch;

import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.Problem;

/** The batch is being analysed. */
public final class BatchBusy extends Problem {

    private static final long serialVersionUID = 1L;

    public BatchBusy(BatchId id) {
        super(Kind.CONFLICT, "batch-busy", "Batch %s is being analyzed; try again when it is complete.".formatted(id));
    }
}
