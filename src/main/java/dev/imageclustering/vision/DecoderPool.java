package dev.imageclustering.vision;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The decoders' processes, each of which is kept for the next picture as long as it is sound. How many there are at most
 * is up to those who take them: they take no more at a time. Thread-safe.
 *
 * <p>A program that ends without closing this ends them too: each watches for that itself. They are not ended at the
 * first sign of it, because what was asked for may still be answered.
 */
final class DecoderPool implements AutoCloseable {

    private final PictureLimits limits;
    private final DecoderProcesses settings;
    private final ConcurrentLinkedDeque<DecoderProcess> idle = new ConcurrentLinkedDeque<>();
    private final Set<DecoderProcess> running = ConcurrentHashMap.newKeySet();
    private final DecoderWatch watch = new DecoderWatch();
    private volatile boolean closed;

    DecoderPool(PictureLimits limits, DecoderProcesses settings) {
        this.limits = limits;
        this.settings = settings;
    }

    /** Returns a process, which is to be given back. */
    DecoderProcess take() throws DecoderUnavailable {
        DecoderProcess waiting = idle.poll();
        while (waiting != null && !waiting.isSound()) {
            discard(waiting);
            waiting = idle.poll();
        }
        requireOpen();
        return waiting == null ? start() : waiting;
    }

    /** Starts a process, which is to be given back. */
    DecoderProcess start() throws DecoderUnavailable {
        requireOpen();
        try {
            DecoderProcess started = new DecoderProcess(limits, settings);
            running.add(started);
            watch.add(started);
            try {
                requireOpen();
                started.awaitReady();
            } catch (IOException | RuntimeException | Error doesNotStart) {
                discard(started);
                throw doesNotStart;
            }
            return started;
        } catch (IOException doesNotStart) {
            requireOpen();
            throw DecoderUnavailable.doesNotStart(doesNotStart);
        }
    }

    /** Takes a process back; one that is not at the beginning of an exchange is of no use any more. */
    void giveBack(DecoderProcess process, boolean reusable) {
        if (reusable && process.isSound()) {
            idle.push(process);
        } else {
            discard(process);
        }
    }

    void requireOpen() throws DecoderUnavailable {
        if (closed) {
            throw DecoderUnavailable.ending();
        }
    }

    private void discard(DecoderProcess process) {
        process.kill();
        watch.remove(process);
        running.remove(process);
    }

    /** Returns the processes that are running, for tests. */
    Set<DecoderProcess> running() {
        return Set.copyOf(running);
    }

    @Override
    public void close() {
        closed = true;
        watch.close();
        running.forEach(DecoderProcess::kill);
    }
}
