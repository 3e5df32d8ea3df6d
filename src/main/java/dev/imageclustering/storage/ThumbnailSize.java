package dev.imageclustering.storage;

import java.util.Arrays;
import java.util.Optional;

/** The sizes of thumbnail that are kept. */
public enum ThumbnailSize {
    SMALL(256),
    LARGE(1024);

    private final int longSide;

    ThumbnailSize(int longSide) {
        this.longSide = longSide;
    }

    /** Returns the length of the long side in pixels. */
    public int longSide() {
        return longSide;
    }

    public static Optional<ThumbnailSize> ofLongSide(int longSide) {
        return Arrays.stream(values()).filter(size -> size.longSide == longSide).findFirst();
    }
}
