package dev.imageclustering.evaluation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Adds up the CPU time that the working threads take; the compiler and the collector are not counted. Thread-safe. */
final class CpuClock {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final LongAdder nanos = new LongAdder();
    private final LongAdder calls = new LongAdder();

    <T> T time(Supplier<T> work) {
        long start = THREADS.getCurrentThreadCpuTime();
        T result = work.get();
        nanos.add(THREADS.getCurrentThreadCpuTime() - start);
        calls.increment();
        return result;
    }

    double millis() {
        return nanos.sum() / 1e6;
    }

    long calls() {
        return calls.sum();
    }
}
