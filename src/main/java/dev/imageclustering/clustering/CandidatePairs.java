package dev.imageclustering.clustering;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The pairs of photos that are worth a comparison: one is among the nearest of the other. Each pair once, the lower photo
 * first, in order; with its rank, the better one of the two where each is among the nearest of the other.
 */
final class CandidatePairs {

    /** Of the nearest by shape alone; most of them are among the nearest by everything. */
    private static final int NEAREST_BY_SHAPE = 4;

    private static final int RANK_BITS = 6;
    private static final int ROW_BITS = 28;
    private static final int ROW = (1 << ROW_BITS) - 1;

    private final long[] packed;

    private CandidatePairs(long[] packed) {
        this.packed = packed;
    }

    /**
     * Returns the pairs of the nearest by descriptor and, where these are verified, of the nearest by the components that
     * the options say tell of shape, whose ranks come after all others, and of the nearest by the proposals, whose ranks
     * are like those by descriptor. Time O(n^2 d) for these two, else O(n k log(n k)).
     *
     * @param nearest by descriptor
     * @throws RunCancelled if the monitor wants it
     */
    static CandidatePairs of(
            DescribedPhotos photos,
            NearestRows nearest,
            Proposals proposals,
            GroupingOptions options,
            RunMonitor monitor) {
        LongStream pairs = pairs(nearest, options.neighbours(), 0);
        if (!options.verify()) {
            return distinct(pairs);
        }
        int shape = options.shapeComponents();
        if (shape > 0 && shape < photos.d()) {
            NearestRows byShape = Neighbours.nearest(
                    photos.components(0, shape), photos.n(), shape, NEAREST_BY_SHAPE, Metric.COSINE, monitor);
            pairs = LongStream.concat(pairs, pairs(byShape, NEAREST_BY_SHAPE, options.neighbours()));
        }
        return distinct(LongStream.concat(pairs, proposed(proposals, options.neighbours(), monitor)));
    }

    private static LongStream proposed(Proposals proposals, int neighbours, RunMonitor monitor) {
        int[] photos = proposals.photos();
        if (photos.length < 2) {
            return LongStream.empty();
        }
        NearestRows nearest = Neighbours.nearest(
                proposals.points(), photos.length, proposals.d(), neighbours, Metric.COSINE, monitor);
        return pairs(nearest, neighbours, 0, row -> photos[row]);
    }

    private static LongStream pairs(NearestRows nearest, int neighbours, int firstRank) {
        return pairs(nearest, neighbours, firstRank, IntUnaryOperator.identity());
    }

    /** The rows, which are in the order of the photos, stand for these photos. */
    private static LongStream pairs(NearestRows nearest, int neighbours, int firstRank, IntUnaryOperator photos) {
        int k = Math.min(neighbours, nearest.k());
        return IntStream.range(0, nearest.rows())
                .mapToObj(row -> IntStream.range(0, k).mapToLong(rank -> {
                    int other = nearest.id(row, rank);
                    return packed(
                            photos.applyAsInt(Math.min(row, other)),
                            photos.applyAsInt(Math.max(row, other)),
                            firstRank + rank);
                }))
                .flatMapToLong(pairs -> pairs);
    }

    private static CandidatePairs distinct(LongStream pairs) {
        long[] all = pairs.sorted().toArray();
        return new CandidatePairs(IntStream.range(0, all.length)
                .filter(c -> c == 0 || all[c] >> RANK_BITS != all[c - 1] >> RANK_BITS)
                .mapToLong(c -> all[c])
                .toArray());
    }

    private static long packed(int from, int to, int rank) {
        return ((long) from << ROW_BITS | to) << RANK_BITS | rank;
    }

    int count() {
        return packed.length;
    }

    int from(int c) {
        return (int) (packed[c] >> (RANK_BITS + ROW_BITS));
    }

    int to(int c) {
        return (int) (packed[c] >> RANK_BITS) & ROW;
    }

    /** 0 for the nearest. */
    int rank(int c) {
        return (int) packed[c] & ((1 << RANK_BITS) - 1);
    }
}
