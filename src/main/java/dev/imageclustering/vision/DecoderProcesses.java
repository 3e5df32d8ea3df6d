package dev.imageclustering.vision;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
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
    // What this process holds beside its heap, and a decoder's between two pictures; measured in docs/formats.md.
    private static final long OWN_BYTES = 400 * MEGABYTE;
    private static final long IDLE_BYTES = 180 * MEGABYTE;
    // Java itself, the least heap when it is full, and a picture of 96 MB outside of it.
    private static final long LEAST_BYTES = 416 * MEGABYTE;
    private static final long MOST_BYTES = 4096 * MEGABYTE;
    private static final long LEAST_HEAP_BYTES = 176 * MEGABYTE;
    private static final long MOST_HEAP_BYTES = 1024 * MEGABYTE;

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

    /** Returns as many as the memory allows that the machine, or the container, has beside this process. */
    public static DecoderProcesses of(int count, Duration timeout) {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long own = Runtime.getRuntime().maxMemory() + OWN_BYTES;
        return within(machine.getTotalMemorySize() - own, count, timeout);
    }

    /**
     * Returns at most {@code count} that together stay within so much memory: one may take all that the others, idle,
     * leave of it. There is one even where the memory is not enough for any.
     */
    static DecoderProcesses within(long bytes, int count, Duration timeout) {
        int fitting = Math.clamp((bytes - LEAST_BYTES) / IDLE_BYTES + 1, 1, count);
        long resident = Math.clamp(bytes - (fitting - 1) * IDLE_BYTES, LEAST_BYTES, MOST_BYTES);
        long heap = Math.clamp(resident / 2, LEAST_HEAP_BYTES, MOST_HEAP_BYTES);
        return new DecoderProcesses(fitting, timeout, heap, resident);
    }

    /** Returns how much all pictures that are decoded at a time may take together, which one alone may take too. */
    long pictureBytes() {
        return Math.max(MEGABYTE, maxResidentBytes - IDLE_BYTES);
    }
}
