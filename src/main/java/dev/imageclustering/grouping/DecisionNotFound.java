package dev.imageclustering.grouping;

import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.Problem;

/** No decision of the batch has the id. */
public final class DecisionNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    DecisionNotFound(BatchId batch, int id) {
        super(Kind.NOT_FOUND, "decision-not-found", "Decision %d of batch %s not found".formatted(id, batch));
    }
}
