package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.stream.ImageInputStreamImpl;
import org.jspecify.annotations.Nullable;

/**
 * The input of an ImageIO reader: reads the file through a buffer, writes no temporary file, and remembers whether the
 * file itself failed, since a reader reports that by the same exception as damaged data. Not thread-safe.
 */
class ChannelInput extends ImageInputStreamImpl {

    private final PictureBytes file;
    private final byte[] buffer = new byte[16 * 1024];
    private long bufferStart;
    private int bufferLength;
    private @Nullable IOException failure;

    ChannelInput(PictureBytes file) {
        this.file = file;
    }

    /** Throws the failure of the file, if there was one. */
    void rethrowFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        int offset = offsetInBuffer();
        if (offset < 0) {
            return -1;
        }
        streamPos++;
        return buffer[offset] & 0xFF;
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
        checkClosed();
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        int offset = offsetInBuffer();
        if (offset < 0) {
            return -1;
        }
        int count = Math.min(length, bufferLength - offset);
        System.arraycopy(buffer, offset, target, start, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return file.size();
    }

    /** Returns where in the buffer the next byte is, filling it if need be, or -1 at the end of the file. */
    private int offsetInBuffer() throws IOException {
        long offset = streamPos - bufferStart;
        if (offset >= 0 && offset < bufferLength) {
            return (int) offset;
        }
        bufferStart = streamPos;
        try {
            bufferLength = Math.max(0, file.read(ByteBuffer.wrap(buffer), streamPos));
        } catch (IOException fileFailed) {
            failure = fileFailed;
            throw fileFailed;
        }
        return bufferLength == 0 ? -1 : 0;
    }
}
