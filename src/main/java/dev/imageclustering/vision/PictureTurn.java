package dev.imageclustering.vision;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The picture that a process is reading, if any: so that it is ended for the picture that took too much and not for the
 * one that came next while somebody measured. Thread-safe.
 */
final class PictureTurn {

    private final AtomicReference<@Nullable Start> current = new AtomicReference<>();

    /** Why a process is ended. */
    enum Excess {
        TIME,
        MEMORY
    }

    /**
     * When a picture was begun: on the clock of {@link System#nanoTime}, and in the process's CPU time; and for what it is
     * ended.
     */
    record Start(long nanoTime, Duration cpuTime, @Nullable Excess excess) {}

    void begin(Duration cpuTime) {
        current.set(new Start(System.nanoTime(), cpuTime, null));
    }

    /** Returns the picture that is being read; null between two pictures. */
    @Nullable
    Start current() {
        return current.get();
    }

    /** Says that a picture takes too much; whether it was still being read, and its process is to be ended. */
    boolean exceed(Start picture, Excess excess) {
        return current.compareAndSet(picture, new Start(picture.nanoTime(), picture.cpuTime(), excess));
    }

    /** Ends the turn and returns of what the picture took too much, null where it did not. */
    @Nullable
    Excess end() {
        Start last = current.getAndSet(null);
        return last == null ? null : last.excess();
    }
}
