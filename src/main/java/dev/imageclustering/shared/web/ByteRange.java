package dev.imageclustering.shared.web;

/**
 * A run of bytes in a file.
 *
 * @param start of the first byte, counted from 0
 * @param length in bytes
 */
record ByteRange(long start, long length) {

    /** Returns the value of a {@code Content-Range} (RFC 9110, section 14.4). */
    String contentRange(long size) {
        return "bytes %d-%d/%d".formatted(start, start + length - 1, size);
    }
}
