package dev.imageclustering.clustering;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** One phase of a computation: counts what all threads did and passes it on to a {@link RunMonitor}. Thread-safe. */
final class Phase {

    private static final long INTERVAL_NANOS = 100_000_000;

    private final RunMonitor monitor;
    private final String name;
    private final long total;
    private final AtomicLong done = new AtomicLong();
    private final ReentrantLock reporting = new ReentrantLock();
    private volatile long lastReport;

    private Phase(RunMonitor monitor, String name, long total) {
        this.monitor = monitor;
        this.name = name;
        this.total = Math.max(1, total);
        this.lastReport = System.nanoTime();
    }

    /** Returns a phase that nobody sees or ends. */
    static Phase unwatched() {
        return new Phase(RunMonitor.NONE, "", 1);
    }

    /** Begins a phase. */
    static Phase begin(RunMonitor monitor, String name, long total) {
        Phase phase = new Phase(monitor, name, total);
        phase.check();
        monitor.progress(name, 0, phase.total);
        return phase;
    }

    /**
     * Throws if the run is to end.
     *
     * @throws RunCancelled if so
     */
    void check() {
        if (monitor.isCancelled()) {
            throw new RunCancelled();
        }
    }

    /**
     * Adds to what is done.
     *
     * @throws RunCancelled if the run is to end
     */
    void advance(long work) {
        check();
        done.addAndGet(work);
        if (System.nanoTime() - lastReport >= INTERVAL_NANOS && reporting.tryLock()) {
            try {
                lastReport = System.nanoTime();
                monitor.progress(name, Math.min(done.get(), total), total);
            } finally {
                reporting.unlock();
            }
        }
    }

    /** Ends the phase; nothing may advance it any more. */
    void end() {
        check();
        monitor.progress(name, total, total);
    }
}
