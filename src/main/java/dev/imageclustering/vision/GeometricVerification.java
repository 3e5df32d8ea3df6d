package dev.imageclustering.vision;

import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

final class GeometricVerification {

    private static final int SEEDS = 100;
    private static final int REFINED = 8;
    private static final double LOOSE = 24;
    private static final double MIDDLE = 12;
    private static final double TIGHT = 6;
    private static final double CELL = 6;
    private static final double PATCH = 32;

    /** What was found: inliers in cells of their own, patches they cover, pairs that were looked at. */
    record Result(int inliers, int patches, int pairs, @Nullable PlaneMotion motion) {}

    static final Result NOTHING = new Result(0, 0, 0, null);

    static Result verify(KeypointFeatures a, KeypointFeatures b) {
        KeypointMatches matches = KeypointMatches.of(a, b);
        return fit(new PointPairs(a, b, matches));
    }

    record Fit(BitSet pairs, int inliers, PlaneMotion motion) {}

    static Result fit(PointPairs pairs) {
        int n = pairs.size();
        if (n < 3) return new Result(0, 0, n, null);
        BitSet[] agreeing = new BitSet[Math.min(n, SEEDS)];
        for (int m = 0; m < agreeing.length; m++) agreeing[m] = pairs.agreeingWith(m, LOOSE);
        int[] order = IntStream.range(0, agreeing.length).boxed().sorted(Comparator.comparing((Integer m) -> -agreeing[m].cardinality())).limit(REFINED).mapToInt(x -> x).toArray();
        Fit best = null;
        for (int m : order) {
            if (agreeing[m].cardinality() < 3) break;
            Fit f = refine(pairs, agreeing[m]);
            if (f != null && (best == null || f.inliers > best.inliers)) best = f;
        }
        if (best == null) return new Result(0, 0, n, null);
        if (best.inliers >= 6) {
            Fit f = bend(pairs, best);
            if (f != null && f.inliers > best.inliers) best = f;
        }
        return new Result(best.inliers, pairs.cells(best.pairs, PATCH), n, best.motion);
    }

    static @Nullable Fit refine(PointPairs pairs, BitSet start) {
        BitSet set = start;
        Fit best = null;
        for (int round = 0; round < 4; round++) {
            PlaneMotion motion = pairs.affine(set);
            if (motion == null || !pairs.isPlausible(motion, set)) return best;
            set = pairs.explainedBy(motion, round == 0 ? MIDDLE : TIGHT);
            int cells = pairs.cells(set, CELL);
            if (round > 0 && (best == null || cells > best.inliers)) best = new Fit(set, cells, motion);
        }
        return best;
    }

    static @Nullable Fit bend(PointPairs pairs, Fit start) {
        BitSet set = pairs.explainedBy(start.motion, MIDDLE);
        Fit best = null;
        for (int round = 0; round < 4; round++) {
            PlaneMotion motion = pairs.homography(set);
            if (motion == null || !pairs.isPlausible(motion, set)) return best;
            set = pairs.explainedBy(motion, round < 2 ? MIDDLE : TIGHT);
            int cells = pairs.cells(set, CELL);
            if (round > 1 && (best == null || cells > best.inliers)) best = new Fit(set, cells, motion);
        }
        return best;
    }
}
