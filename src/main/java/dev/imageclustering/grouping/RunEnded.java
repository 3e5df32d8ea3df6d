package dev.imageclustering.grouping;

import dev.imageclustering.shared.Problem;

/** The run has ended and cannot be cancelled any more. */
public final class RunEnded extends Problem {

    private static final long serialVersionUID = 1L;

    RunEnded(RunId run) {
        super(Kind.CONFLICT, "run-ended", "Run %s has ended.".formatted(run));
    }
}
