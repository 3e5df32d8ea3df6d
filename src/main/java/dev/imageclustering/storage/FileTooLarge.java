package dev.imageclustering.storage;

import java.io.IOException;

/** A file of more bytes than the limit. */
public final class FileTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    FileTooLarge(long limit) {
        super("The file is larger than %d bytes".formatted(limit));
        this.limit = limit;
    }

    public long limit() {
        return limit;
    }
}
