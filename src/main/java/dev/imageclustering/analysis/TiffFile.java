package dev.imageclustering.analysis;

import com.drew.lang.BufferBoundsException;
import com.drew.lang.RandomAccessReader;
import java.io.IOException;

/** A whole TIFF file as metadata-extractor reads it; its own file reader makes a system call for every byte. */
final class TiffFile extends RandomAccessReader {

    private final FileBytes file;

    TiffFile(FileBytes file) {
        this.file = file;
    }

    @Override
    public int toUnshiftedOffset(int localOffset) {
        return localOffset;
    }

    @Override
    public byte getByte(int index) throws IOException {
        validateIndex(index, 1);
        return (byte) file.u8(index);
    }

    @Override
    public byte[] getBytes(int index, int count) throws IOException {
        validateIndex(index, count);
        return file.block(index, count);
    }

    @Override
    protected void validateIndex(int index, int bytesRequested) throws IOException {
        if (!isValidIndex(index, bytesRequested)) {
            throw new BufferBoundsException(index, bytesRequested, file.size());
        }
    }

    @Override
    protected boolean isValidIndex(int index, int bytesRequested) {
        return index >= 0
                && bytesRequested >= 0
                && bytesRequested <= FileBytes.MAX_BLOCK
                && (long) index + bytesRequested <= file.size();
    }

    @Override
    public long getLength() {
        return file.size();
    }
}
