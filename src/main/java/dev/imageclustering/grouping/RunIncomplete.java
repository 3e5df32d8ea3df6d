package dev.imageclustering.grouping;

import dev.imageclustering.shared.Problem;

/** The run has no groups, because it is not complete. */
public final class RunIncomplete extends Problem {

    private static final long serialVersionUID = 1L;

    RunIncomplete(RunId run) {
        super(Kind.CONFLICT, "run-incomplete", "Run %s is not complete, so it has no groups.".formatted(run));
    }
}
