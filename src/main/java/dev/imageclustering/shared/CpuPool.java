package dev.imageclustering.shared;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The bounded pool of platform threads that all CPU-heavy work runs on, so that neither a burst of requests nor a long
 * queue of jobs ever decodes more pictures at once than there are cores (and memory for).
 */
public final class CpuPool implements AutoCloseable {

    private static final long LOOK_MILLIS = 500;

    private final int threads;
    private final ExecutorService executor;

    public CpuPool(int threads) {
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("cpu-", 1).daemon(true).factory());
    }

    public int threads() {
        return threads;
    }

    /** Runs the work on the pool; the future fails with whatever the work threw. */
    public <T> CompletableFuture<T> submit(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    /** Runs the work on the pool and waits for it; an unchecked failure is thrown as it was. */
    public <T> T run(Callable<T> work) {
        return join(submit(work));
    }

    /**
     * Runs the work as {@link #run(Callable)} does. While all threads are busy with other work, {@code check} is called
     * twice a second; what it throws is thrown, and the work is given up.
     */
    public <T> T run(Callable<T> work, Runnable check) {
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        CompletableFuture<T> result = submit(() -> {
            if (begun.complete(true)) {
                return work.call();
            }
            throw new CancellationException();
        });
        while (!begun.isDone()) {
            try {
                check.run();
            } catch (RuntimeException unwanted) {
                if (begun.complete(false)) {
                    throw unwanted;
                }
            }
            begun.copy()
                    .completeOnTimeout(false, LOOK_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        }
        return join(result);
    }

    private static <T> T join(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
