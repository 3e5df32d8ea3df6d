package dev.imageclustering.grouping;

import dev.imageclustering.shared.Problem;

/** No run of the batch has the id. */
public final class RunNotFound extends Problem {

    private static final long serialVersionUID = 1L;

    RunNotFound(RunId run) {
        super(Kind.NOT_FOUND, "run-not-found", "Run %s not found".formatted(run));
    }
}
