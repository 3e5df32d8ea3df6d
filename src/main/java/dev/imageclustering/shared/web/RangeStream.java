package dev.imageclustering.shared.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** Reads a run of bytes of an open file, and closes the file with itself. */
final class RangeStream extends InputStream {

    private final InputStream file;
    private long remaining;

    private RangeStream(InputStream file, long remaining) {
        this.file = file;
        this.remaining = remaining;
    }

    static InputStream of(FileChannel file, ByteRange range) throws IOException {
        try {
            return new RangeStream(Channels.newInputStream(file.position(range.start())), range.length());
        } catch (IOException failure) {
            file.close();
            throw failure;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int read = file.read(buffer, offset, (int) Math.min(length, remaining));
        remaining -= Math.max(read, 0);
        return read;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
