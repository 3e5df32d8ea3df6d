package dev.imageclustering.grouping;

import dev.imageclustering.shared.Problem;

/** The run was cancelled before its end. */
public final class RunCancelledOnRequest extends Problem {

    private static final long serialVersionUID = 1L;

    RunCancelledOnRequest() {
        super(Kind.CONFLICT, "run-cancelled", "The analysis was cancelled.");
    }
}
