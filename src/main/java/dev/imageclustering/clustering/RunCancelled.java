package dev.imageclustering.clustering;

import java.io.Serial;

/** Says that a computation ended without a result because its {@link RunMonitor} wanted it to. */
public final class RunCancelled extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public RunCancelled() {
        super("The run was cancelled");
    }
}
