package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a file for header readers: a small window over the file, numbers in the byte order that was last set
 * (big-endian at first). A read past the end means a header that ends too early. Not thread-safe.
 */
final class ByteSource implements PictureBytes, AutoCloseable {

    private static final int WINDOW = 16 * 1024;

    private final FileChannel channel;
    private final long base;
    private final long size;
    private final byte[] window = new byte[WINDOW];
    private long windowStart;
    private int next;
    private int limit;
    private boolean littleEndian;

    private ByteSource(FileChannel channel, long base, long size) {
        this.channel = channel;
        this.base = base;
        this.size = size;
    }

    static ByteSource open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new ByteSource(channel, 0, channel.size());
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Returns a part of this as a source of its own, of which the part's start is the beginning; closed with this. */
    ByteSource part(long offset, long length) throws UnreadablePicture {
        if (offset < 0 || length < 0 || length > size - offset) {
            throw ended();
        }
        return new ByteSource(channel, base + offset, length);
    }

    /** {@inheritDoc} Wherever this stands, it stays there. */
    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        if (position >= size) {
            return -1;
        }
        int limit = target.limit();
        target.limit((int) Math.min(limit, target.position() + size - position));
        try {
            return channel.read(target, base + position);
        } finally {
            target.limit(limit);
        }
    }

    /** Fills a buffer from the start of this. */
    void readStart(ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (read(target, target.position()) < 0) {
                throw new IOException("The file became shorter while it was read");
            }
        }
    }

    @Override
    public long size() {
        return size;
    }

    long position() {
        return windowStart + next;
    }

    ByteOrder order() {
        return littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    void order(ByteOrder order) {
        littleEndian = order == ByteOrder.LITTLE_ENDIAN;
    }

    /** Moves to an offset from the start; one past the end is an error only when something is read there. */
    void seek(long position) throws UnreadablePicture {
        if (position < 0) {
            throw ended();
        }
        if (position >= windowStart && position <= windowStart + limit) {
            next = (int) (position - windowStart);
        } else {
            windowStart = position;
            next = 0;
            limit = 0;
        }
    }

    void skip(long count) throws UnreadablePicture {
        seek(position() + count);
    }

    boolean atEnd() {
        return position() >= size;
    }

    int u8() throws IOException, UnreadablePicture {
        if (next == limit && !fill()) {
            throw ended();
        }
        return window[next++] & 0xFF;
    }

    int u16() throws IOException, UnreadablePicture {
        int first = u8();
        int second = u8();
        return littleEndian ? second << 8 | first : first << 8 | second;
    }

    int u24() throws IOException, UnreadablePicture {
        int first = u8();
        int second = u8();
        int third = u8();
        return littleEndian ? third << 16 | second << 8 | first : first << 16 | second << 8 | third;
    }

    long u32() throws IOException, UnreadablePicture {
        long first = u16();
        long second = u16();
        return littleEndian ? second << 16 | first : first << 16 | second;
    }

    int i32() throws IOException, UnreadablePicture {
        return (int) u32();
    }

    /** Reads 64 bits; a value of 2^63 and more is no offset or count of any file. */
    long u63() throws IOException, UnreadablePicture {
        long first = u32();
        long second = u32();
        long value = littleEndian ? second << 32 | first : first << 32 | second;
        if (value < 0) {
            throw ended();
        }
        return value;
    }

    byte[] bytes(int count) throws IOException, UnreadablePicture {
        if (count > size - position()) {
            throw ended();
        }
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) u8();
        }
        return bytes;
    }

    /** Moves behind the next byte of this value and tells whether there was one. */
    boolean passNext(int value) throws IOException {
        byte wanted = (byte) value;
        while (next < limit || fill()) {
            while (next < limit) {
                if (window[next++] == wanted) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private boolean fill() throws IOException {
        windowStart += next;
        next = 0;
        limit = Math.max(0, read(ByteBuffer.wrap(window), windowStart));
        return limit > 0;
    }

    private static UnreadablePicture ended() {
        return UnreadablePicture.brokenHeader("The file ends within its header.");
    }
}
