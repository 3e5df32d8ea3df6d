package dev.imageclustering.similarity;

import dev.imageclustering.image.ImageSignature;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The signatures of all images in memory, by row: 40 bytes and a vector each. A row is never changed: an image that is
 * analysed again gets a new one. Vectors are kept as long as they fit; then none is. Not thread-safe while it changes.
 */
final class SignatureRows {

    private static final int FIRST = 1024;
    private static final int GONE = -1;

    private final int dimension;
    private final long maxBytes;
    private final Map<Integer, Integer> rowOfImage = new HashMap<>();
    private int rows;
    private int[] ids = new int[FIRST];
    private long[] hashes = new long[FIRST];
    private Instant[] analysed = new Instant[FIRST];
    private @Nullable VectorStore vectors;

    SignatureRows(int dimension, long maxBytes) {
        this.dimension = dimension;
        this.maxBytes = maxBytes;
        this.vectors = new VectorStore(dimension);
    }

    int rows() {
        return rows;
    }

    int images() {
        return rowOfImage.size();
    }

    /** Returns the hashes by row; only those of {@link #rows()} mean anything. */
    long[] hashes() {
        return hashes;
    }

    long hash(int row) {
        return hashes[row];
    }

    /** Returns the image of the row, or a negative number where the row stands for none any more. */
    int imageId(int row) {
        return ids[row];
    }

    boolean isPresent(int row) {
        return ids[row] != GONE;
    }

    OptionalInt row(int imageId) {
        Integer row = rowOfImage.get(imageId);
        return row == null ? OptionalInt.empty() : OptionalInt.of(row);
    }

    boolean isCurrent(int imageId, Instant analysedAt) {
        Integer row = rowOfImage.get(imageId);
        return row != null && analysed[row].equals(analysedAt);
    }

    /** Returns the vectors, or null where they take more memory than allowed. */
    @Nullable
    VectorStore vectors() {
        return vectors;
    }

    void put(ImageSignature signature) {
        remove(signature.id());
        if (rows == ids.length) {
            ids = Arrays.copyOf(ids, 2 * rows);
            hashes = Arrays.copyOf(hashes, 2 * rows);
            analysed = Arrays.copyOf(analysed, 2 * rows);
        }
        ids[rows] = signature.id();
        hashes[rows] = signature.perceptualHash();
        analysed[rows] = signature.analysedAt();
        if (vectors != null && VectorStore.bytes(rows + 1L, dimension) > maxBytes) {
            vectors = null;
        }
        if (vectors != null) {
            vectors.set(rows, CompactVector.of(signature.features()));
        }
        rowOfImage.put(signature.id(), rows++);
    }

    void remove(int imageId) {
        Integer row = rowOfImage.remove(imageId);
        if (row != null) {
            ids[row] = GONE;
        }
    }
}
