package dev.imageclustering.grouping;

import dev.imageclustering.clustering.RunCancelled;
import dev.imageclustering.clustering.RunMonitor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What a run tells while it works: twice a second it writes down how far it is and looks whether somebody wants it
 * cancelled, in whichever process. Phases are weighed by the share of the whole that {@link #stage} gives them.
 */
final class RunPulse implements RunMonitor, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunPulse.class);
    private static final long INTERVAL_MILLIS = 500;
    /** Below this nothing can be said about the rest. */
    private static final int LEAST_PERCENT = 2;

    private final RunJournal journal;
    private final RunId run;
    private final long begin = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private volatile boolean cancelled;
    private volatile RunJournal.@Nullable Progress latest;

    private String phase = "";
    private double stageEnd;
    private double phaseShare = 1;
    private double phaseBegin;
    private double percent;

    private RunPulse(RunJournal journal, RunId run) {
        this.journal = journal;
        this.run = run;
        this.thread = Thread.ofVirtual().name("run-" + run).unstarted(this::beat);
    }

    static RunPulse of(RunJournal journal, RunId run) {
        RunPulse pulse = new RunPulse(journal, run);
        pulse.thread.start();
        return pulse;
    }

    /**
     * Begins a part of the run.
     *
     * @param endPercent how much of the whole is done when it ends
     * @param share how much of what is left of the part each of its phases is thought to take; 1 for a single phase
     */
    void stage(int endPercent, double share) {
        check();
        stageEnd = endPercent;
        phaseShare = share;
        phase = "";
    }

    @Override
    public void progress(String name, long done, long total) {
        if (!name.equals(phase)) {
            phase = name;
            phaseBegin = percent;
        }
        double span = (stageEnd - phaseBegin) * phaseShare;
        percent = Math.max(percent, phaseBegin + span * done / Math.max(1, total));
        latest = new RunJournal.Progress(name, done, total, (int) percent, remainingSeconds());
    }

    private @Nullable Integer remainingSeconds() {
        double elapsed =
                (System.nanoTime() - begin) / (double) Duration.ofSeconds(1).toNanos();
        return percent < LEAST_PERCENT ? null : (int) Math.ceil(elapsed * (100 - percent) / percent);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    /** Throws {@link RunCancelled} if the run is to end. */
    void check() {
        if (cancelled) {
            throw new RunCancelled();
        }
    }

    private void beat() {
        try {
            while (!cancelled && !closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                RunJournal.Progress now = latest;
                if (now != null) {
                    write(now);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(RunJournal.Progress now) {
        try {
            cancelled = journal.progress(run, now);
        } catch (DataAccessException | TransactionException unreachable) {
            // The next beat tries again; a run need not fail because nobody can watch it.
            log.warn("The progress of run {} could not be written down: {}", run, unreachable.getMessage());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            // A late beat must not write into a run that has ended.
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
