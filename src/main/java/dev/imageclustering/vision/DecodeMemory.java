package dev.imageclustering.vision;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.util.concurrent.Semaphore;

/**
 * The memory that all decoders together may hold at once. A usual photo takes a few megabytes of it and never waits;
 * the few that need hundreds wait for each other instead of exhausting the process together. Thread-safe.
 */
final class DecodeMemory {

    private static final int MEGABYTE = 1 << 20;

    private final int capacity;
    private final Semaphore megabytes;

    /** A part of the memory, held until it is closed. */
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    DecodeMemory(long bytes) {
        capacity = Math.clamp(bytes / MEGABYTE, 1, Integer.MAX_VALUE);
        megabytes = new Semaphore(capacity, true);
    }

    /** Refuses a picture that needs more than all of this memory. */
    void requireFits(long bytes) throws UnreadablePicture {
        if (bytes / MEGABYTE >= capacity) {
            throw new UnreadablePicture(
                    Code.TOO_MANY_PIXELS,
                    "Decoding the picture takes about %d MB; this server has %d MB for it."
                            .formatted(bytes / MEGABYTE, capacity));
        }
    }

    /** Waits until this much is free; more than all of it means all of it. */
    Lease reserve(long bytes) {
        int permits = (int) Math.min(bytes / MEGABYTE + 1, capacity);
        megabytes.acquireUninterruptibly(permits);
        return () -> megabytes.release(permits);
    }
}
