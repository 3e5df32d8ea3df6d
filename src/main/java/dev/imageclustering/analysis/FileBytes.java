package dev.imageclustering.analysis;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * Random access to a file through one small window, so that a large file costs no more memory than a small one.
 * Numbers are big-endian. Reading past the end throws {@link EOFException}; any other exception is the disk's.
 */
final class FileBytes {

    /** No block of metadata that a camera or an editor writes is larger; what is larger is cut here. */
    static final int MAX_BLOCK = 4 << 20;

    private static final int WINDOW = 1 << 13;

    private final FileChannel channel;
    private final long size;
    private final byte[] window = new byte[WINDOW];
    private long windowStart;
    private int windowLength;

    FileBytes(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    long size() {
        return size;
    }

    int u8(long position) throws IOException {
        long offset = position - windowStart;
        if (offset < 0 || offset >= windowLength) {
            moveWindow(position);
            offset = 0;
        }
        return window[(int) offset] & 0xff;
    }

    int u16(long position) throws IOException {
        return u8(position) << 8 | u8(position + 1);
    }

    long u32(long position) throws IOException {
        return (long) u16(position) << 16 | u16(position + 2);
    }

    /** Reads a number of 0 to 8 bytes; none is 0. One of 8 bytes may come out negative. */
    long number(long position, int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | u8(position + i);
        }
        return value;
    }

    /** Reads characters of one byte each. */
    String latin1(long position, int length) throws IOException {
        byte[] characters = new byte[length];
        for (int i = 0; i < length; i++) {
            characters[i] = (byte) u8(position + i);
        }
        return new String(characters, StandardCharsets.ISO_8859_1);
    }

    /** Reads a block, cut to {@link #MAX_BLOCK} and to the end of the file. */
    byte[] block(long position, long length) throws IOException {
        if (position < 0 || position >= size || length <= 0) {
            return new byte[0];
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(Math.min(length, MAX_BLOCK), size - position));
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("The file became shorter while it was read");
            }
        }
        return bytes.array();
    }

    private void moveWindow(long position) throws IOException {
        if (position < 0 || position >= size) {
            throw new EOFException("Position %d is outside of the file's %d bytes".formatted(position, size));
        }
        int length = 0;
        while (length <= 0) {
            length = channel.read(ByteBuffer.wrap(window), position);
            if (length < 0) {
                throw new EOFException("The file became shorter while it was read");
            }
        }
        windowStart = position;
        windowLength = length;
    }
}
