package dev.imageclustering.batch;

import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.Problem;

/** No batch has the id. */
public final class BatchNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    public BatchNotFound(BatchId id) {
        super(Kind.NOT_FOUND, "batch-not-found", "Batch %s not found".formatted(id));
    }
}
