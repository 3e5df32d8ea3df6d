package dev.imageclustering.clustering;

/**
 * Watches a long computation and may end it. Both methods are called by the computing threads: they have to be quick,
 * and {@link #isCancelled()} thread-safe.
 */
public interface RunMonitor {

    /** Sees nothing and never ends anything. */
    RunMonitor NONE = new RunMonitor() {};

    /**
     * Tells how far the phase has come. Called by one thread at a time, at the begin and the end of each phase and a few
     * times a second between; phases follow each other, and each is named in one word or two in lower case.
     *
     * @param done how much of the phase's work is done, {@code 0..total}; the unit is the phase's own, but even
     * @param total the work of the phase, at least 1
     */
    default void progress(String phase, long done, long total) {}

    /** Tells whether the computation is to end with {@link RunCancelled}; asked several times a second. */
    default boolean isCancelled() {
        return false;
    }
}
