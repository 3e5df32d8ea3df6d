package dev.imageclustering.clustering;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Spreads tasks over the threads of the fork-join pool that the caller runs on, else of the common pool. */
final class Workers {

    private Workers() {}

    /** Does the tasks {@code 0..tasks-1}, begun in that order. */
    static void forEach(int tasks, IntConsumer task) {
        forEach(tasks, () -> task);
    }

    /** Does the tasks {@code 0..tasks-1}, begun in that order; each thread has a worker of its own to do them. */
    static void forEach(int tasks, Supplier<IntConsumer> worker) {
        ForkJoinPool own = ForkJoinTask.getPool();
        // The caller of the common pool works too.
        int threads = own == null ? ForkJoinPool.commonPool().getParallelism() + 1 : own.getParallelism();
        AtomicInteger next = new AtomicInteger();
        IntStream.range(0, Math.min(threads, tasks)).parallel().forEach(thread -> {
            int task = next.getAndIncrement();
            if (task < tasks) {
                IntConsumer mine = worker.get();
                for (; task < tasks; task = next.getAndIncrement()) {
                    mine.accept(task);
                }
            }
        });
    }
}
