package dev.imageclustering.similarity;

import dev.imageclustering.clustering.HammingIndex;
import dev.imageclustering.vision.HashOrientation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that may be copies of each other, joined over any number of steps: who is the same picture as another is in its
 * family, but not everybody of a family is. Of rows with one hash only the first is compared with others, and where
 * there are several, by its hash alone: they may have different vectors. Rows are taken in once, in their order; those
 * that stand for no image any more stay and are left out of the answers. Thread-safe as long as no row is added or
 * removed while it works.
 */
final class CopyFamilies {

    /** Up to so many comparisons a search through all hashes is quicker than an index of them. */
    private static final long FEW = 2_000_000_000L;

    private static final int SLICE = 256;

    /** So many rows are taken in at once: a tenth of a second at 100,000 rows. */
    private static final int PORTION = 4096;

    private final SignatureRows signatures;
    private final Map<Long, Integer> firstOfHash = new HashMap<>();
    private final Object joining = new Object();
    private int[] parent = new int[0];
    /** Whether the row's hash is that of several rows. */
    private boolean[] shared = new boolean[0];

    private int joined;

    /** Of the first {@link #indexed} hashes, while there are many rows to be taken in. */
    private @Nullable HammingIndex index;

    private int indexed;

    CopyFamilies(SignatureRows signatures) {
        this.signatures = signatures;
    }

    /** Returns the images of each family of two and more, of the rows that were taken in. O(rows). */
    synchronized List<List<Integer>> families() {
        int[] root = new int[joined];
        int[] sizes = new int[joined];
        for (int row = 0; row < joined; row++) {
            root[row] = find(row);
            sizes[root[row]] += signatures.isPresent(row) ? 1 : 0;
        }
        List<List<Integer>> families = new ArrayList<>();
        int[] number = new int[joined];
        for (int row = 0; row < joined; row++) {
            int size = sizes[root[row]];
            if (size > 1 && signatures.isPresent(row)) {
                if (number[root[row]] == 0) {
                    families.add(new ArrayList<>(size));
                    number[root[row]] = families.size();
                }
                families.get(number[root[row]] - 1).add(signatures.imageId(row));
            }
        }
        return families;
    }

    /** Takes in some rows that were not yet, and returns whether there are more. */
    synchronized boolean takeInMore() {
        int first = joined;
        int rows = Math.min(signatures.rows(), first + PORTION);
        if (first < rows) {
            takeIn(first, rows);
        }
        boolean more = rows < signatures.rows();
        if (!more) {
            index = null;
        }
        return more;
    }

    private void takeIn(int first, int rows) {
        parent = Arrays.copyOf(parent, rows);
        shared = Arrays.copyOf(shared, rows);
        int[] compared = IntStream.range(first, rows)
                .map(this::takeIn)
                .filter(row -> row >= 0)
                .distinct()
                .toArray();
        joined = rows;
        HammingIndex all = (long) compared.length * rows * HashOrientation.values().length > FEW ? indexOf(rows) : null;
        IntStream.range(0, Math.ceilDiv(compared.length, SLICE)).parallel().forEach(slice -> {
            int end = Math.min(compared.length, (slice + 1) * SLICE);
            for (int i = slice * SLICE; i < end; i++) {
                compare(compared[i], all);
            }
        });
    }

    /** Returns an index of at least that many rows, but of all there are, so that the next portion can use it too. */
    private HammingIndex indexOf(int rows) {
        HammingIndex known = index;
        if (known == null || indexed < rows) {
            indexed = signatures.rows();
            known = HammingIndex.of(Arrays.copyOf(signatures.hashes(), indexed));
            index = known;
        }
        return known;
    }

    /** Returns the row that has to be compared because of the row: itself, the first of its hash once, or none. */
    private int takeIn(int row) {
        Integer same = firstOfHash.putIfAbsent(signatures.hash(row), row);
        parent[row] = same == null ? row : same;
        if (same == null) {
            return row;
        }
        boolean knownToBeShared = shared[same];
        shared[same] = true;
        return knownToBeShared ? -1 : same;
    }

    private void compare(int row, @Nullable HammingIndex index) {
        VectorStore vectors = signatures.vectors();
        CompactVector vector = vectors == null || shared[row] ? null : vectors.get(row);
        Probe probe = vector == null ? null : new Probe(row, signatures.hash(row), vector);
        for (long hash : HashOrientations.of(signatures.hash(row)).hashes()) {
            HammingIndex.Visitor visitor = (other, distance) -> {
                if (other != row && isFirstOfItsHash(other) && maybeSame(probe, other, vectors)) {
                    join(row, other);
                }
            };
            if (index == null) {
                HammingIndex.forEachWithin(signatures.hashes(), joined, hash, Likeness.EDITED, visitor);
            } else {
                index.forEachWithin(hash, Likeness.EDITED, visitor);
            }
        }
    }

    private boolean isFirstOfItsHash(int row) {
        return firstOfHash.getOrDefault(signatures.hash(row), -1) == row;
    }

    private boolean maybeSame(@Nullable Probe probe, int other, @Nullable VectorStore vectors) {
        if (probe == null || vectors == null || shared[other]) {
            return true;
        }
        double similarity = vectors.similarity(other, probe.vector());
        return probe.likeness(signatures.hash(other), similarity).kind() == Sameness.SAME;
    }

    private void join(int row, int other) {
        synchronized (joining) {
            parent[find(row)] = find(other);
        }
    }

    private int find(int row) {
        int at = row;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
