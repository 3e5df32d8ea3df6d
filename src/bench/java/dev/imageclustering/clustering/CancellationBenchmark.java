package dev.imageclustering.clustering;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints for each phase of a run how long it takes, the longest time in which no thread asked whether to go on, and how
 * long the run goes on when it is cancelled in the midst of the phase. Arguments are sizes ({@code 1000000x128}); large
 * ones take the approximate path, as in the service.
 */
final class CancellationBenchmark {

    private static final String[] SIZES = {"50000x512", "1000000x128"};
    private static final String LAST = "end";
    private static final double LEAST = 0.3;
    private static final double NANOS = 1e9;

    private CancellationBenchmark() {}

    public static void main(String[] args) {
        for (String size : args.length == 0 ? SIZES : args) {
            String[] shape = size.split("x");
            measure(BenchmarkPoints.of(Integer.parseInt(shape[0]), Integer.parseInt(shape[1])));
        }
    }

    private static void measure(BenchmarkPoints points) {
        Watch whole = new Watch("", 0);
        run(points, whole);
        for (Map.Entry<String, Watch.Seen> phase : whole.phases.entrySet()) {
            double seconds = (phase.getValue().end - phase.getValue().begin) / NANOS;
            System.out.printf(
                    Locale.ROOT,
                    "%,d x %d, %-14s %6.1f s, unasked for %.2f s at most%s%n",
                    points.n(),
                    points.d(),
                    phase.getKey(),
                    seconds,
                    phase.getValue().longest / NANOS,
                    seconds < LEAST || phase.getKey().equals(LAST) ? "" : reaction(points, phase.getKey(), seconds));
        }
    }

    private static String reaction(BenchmarkPoints points, String phase, double seconds) {
        Watch watch = new Watch(phase, (long) (seconds / 2 * NANOS));
        try {
            run(points, watch);
            return ", over before it was cancelled";
        } catch (RunCancelled cancelled) {
            return String.format(
                    Locale.ROOT,
                    ", cancelled in its midst it ends after %.2f s",
                    (System.nanoTime() - watch.due) / NANOS);
        }
    }

    private static void run(BenchmarkPoints points, Watch watch) {
        Hdbscan.run(points.values(), points.n(), points.d(), HdbscanParameters.of(10, 5, Metric.COSINE), watch);
        watch.end();
    }

    /** Sees when it is asked, and cancels a run some time after a phase began. */
    private static final class Watch implements RunMonitor {

        private static final class Seen {
            private final long begin = System.nanoTime();
            private long end;
            private long longest;
        }

        private final Map<String, Seen> phases = new LinkedHashMap<>();
        private final AtomicLong asked = new AtomicLong(System.nanoTime());
        private final String cancelledPhase;
        private final long after;
        private volatile long due = Long.MAX_VALUE;
        private volatile String phase = "begin";

        Watch(String cancelledPhase, long after) {
            this.cancelledPhase = cancelledPhase;
            this.after = after;
            phases.put(phase, new Seen());
        }

        @Override
        public synchronized void progress(String name, long done, long total) {
            if (!name.equals(phase)) {
                see();
                phase = name;
                phases.put(name, new Seen());
                if (name.equals(cancelledPhase)) {
                    due = System.nanoTime() + after;
                }
            }
            if (name.equals(cancelledPhase) && done < total && done > 0.4 * total) {
                due = Math.min(due, System.nanoTime());
            }
        }

        @Override
        public boolean isCancelled() {
            see();
            return System.nanoTime() >= due;
        }

        private void see() {
            long now = System.nanoTime();
            long gap = now - asked.getAndSet(now);
            Seen seen = phases.get(phase);
            seen.longest = Math.max(seen.longest, gap);
            seen.end = now;
        }

        void end() {
            phase = LAST;
            Seen seen = new Seen();
            seen.longest = System.nanoTime() - asked.get();
            seen.end = seen.begin + seen.longest;
            phases.put(LAST, seen);
        }
    }
}
