package dev.imageclustering.vision;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.util.List;

/**
 * Has the system's allocator keep what native code gives back, for the next picture. By default glibc returns large
 * pieces to the kernel at once and gets each page of the next ones filled with zeros anew: 1,500 faults and an eighth of
 * the time for each picture in which keypoints are looked for. The most that is held at a time stays the same.
 */
final class NativeHeap {

    // Of glibc's malloc.h. Pieces above this size are mapped one by one; 32 MB is the most that it allows.
    private static final int MMAP_THRESHOLD = -3;
    private static final int LARGEST_KEPT = 32 << 20;

    // What a thread's heap may have free at its end before that is returned.
    private static final int TRIM_THRESHOLD = -1;
    private static final int MOST_KEPT = 128 << 20;

    private NativeHeap() {}

    /** Does nothing where the system's C library is another one. */
    static void keepFreedMemory() {
        NativeLibrary.find(List.of("libc.so.6"))
                .filter(library -> library.has("mallopt"))
                .map(library -> library.function("mallopt", JAVA_INT, JAVA_INT, JAVA_INT))
                .ifPresent(mallopt -> {
                    mallopt.callForInt(MMAP_THRESHOLD, LARGEST_KEPT);
                    mallopt.callForInt(TRIM_THRESHOLD, MOST_KEPT);
                });
    }
}
