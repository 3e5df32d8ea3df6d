package dev.imageclustering.shared;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The bounded pool of platform threads that all CPU-heavy work runs on, so that neither a burst of requests nor a long
 * queue of jobs ever decodes more pictures at once than there are cores (and memory for).
 */
public final class CpuPool implements AutoCloseable {

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
        try {
            return submit(work).join();
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
