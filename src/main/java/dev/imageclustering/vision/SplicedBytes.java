package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a file and bytes beside it, one behind the other, as if they were a file: what a decoder is shown of one that
 * holds more than it should see. Nothing is copied. O(log parts) for a read.
 */
final class SplicedBytes implements PictureBytes {

    // Each takes some hundred bytes here.
    private static final int MAX_PIECES = 100_000;

    /** Some bytes: of the file where {@code own} is null. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Piece(long start, long length, byte @Nullable [] own) {}

    private final ByteSource file;
    private final TreeMap<Long, Piece> pieces = new TreeMap<>();
    private long size;

    SplicedBytes(ByteSource file) {
        this.file = file;
    }

    /** Appends a part of the file, as far as it is there. */
    void addFromFile(long start, long length) throws UnreadablePicture {
        long present = Math.min(length, file.size() - start);
        Map.Entry<Long, Piece> last = pieces.lastEntry();
        if (present <= 0) {
            return;
        }
        if (last != null && last.getValue().own == null && endOf(last.getValue()) == start) {
            long joined = last.getValue().length + present;
            add(last.getKey(), new Piece(last.getValue().start, joined, null));
        } else {
            add(size, new Piece(start, present, null));
        }
    }

    void add(byte[] own) throws UnreadablePicture {
        if (own.length > 0) {
            add(size, new Piece(0, own.length, own));
        }
    }

    private void add(long position, Piece piece) throws UnreadablePicture {
        if (pieces.size() == MAX_PIECES) {
            throw UnreadablePicture.brokenHeader("The picture data is cut into too many pieces.");
        }
        pieces.put(position, piece);
        size = position + piece.length;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        Map.Entry<Long, Piece> entry = position >= size ? null : pieces.floorEntry(position);
        if (entry == null) {
            return -1;
        }
        Piece piece = entry.getValue();
        long offset = position - entry.getKey();
        int count = (int) Math.min(target.remaining(), piece.length - offset);
        if (piece.own != null) {
            target.put(piece.own, (int) offset, count);
            return count;
        }
        int limit = target.limit();
        target.limit(target.position() + count);
        try {
            return file.read(target, piece.start + offset);
        } finally {
            target.limit(limit);
        }
    }

    private static long endOf(Piece piece) {
        return piece.start + piece.length;
    }
}
