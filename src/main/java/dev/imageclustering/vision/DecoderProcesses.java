package dev.imageclustering.vision;

import java.time.Duration;

/**
 * How the processes are run that decode pictures apart from this one.
 *
 * @param count the most that run at a time; each is started when it is first needed
 * @param timeout how long one picture may be computed on, and five times that until it is there
 * @param heapBytes the Java heap of each
 * @param maxResidentBytes the most memory that one may hold, heap and native together; checked on Linux only
 */
public record DecoderProcesses(int count, Duration timeout, long heapBytes, long maxResidentBytes) {

    private static final long MEGABYTE = 1 << 20;

    public DecoderProcesses {
        if (count < 1) {
            throw new IllegalArgumentException("count must be positive but was " + count);
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout must be positive but was " + timeout);
        }
        if (heapBytes < 64 * MEGABYTE || maxResidentBytes < heapBytes) {
            throw new IllegalArgumentException(
                    "heapBytes must be at least 64 MB and maxResidentBytes no less but were %d and %d"
                            .formatted(heapBytes, maxResidentBytes));
        }
    }

    /** Returns what suits pictures within the default limits, on a machine that gave this process its heap. */
    public static DecoderProcesses of(int count, Duration timeout) {
        long heap = Math.clamp(Runtime.getRuntime().maxMemory(), 256 * MEGABYTE, 1024 * MEGABYTE);
        return new DecoderProcesses(count, timeout, heap, heap + 3072 * MEGABYTE);
    }
}
