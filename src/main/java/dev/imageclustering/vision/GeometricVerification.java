package dev.imageclustering.vision;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two pictures show the same thing: whether local features that look alike also lie alike, so that one
 * motion of a plane (affine, or a homography where that explains more) brings those of the one to those of the other.
 *
 * <p>Every clear pair of keypoints is a hypothesis of its own, since place, scale and direction of the two tell a
 * similarity (Lowe 2004, section 7.3; J. Philbin, O. Chum, M. Isard, J. Sivic, A. Zisserman, Object retrieval with large
 * vocabularies and fast spatial matching, CVPR 2007, section 4); the best ones are refined to what most pairs agree with
 * (O. Chum, J. Matas, J. Kittler, Locally optimized RANSAC, DAGM 2003, after M. A. Fischler, R. C. Bolles, Random sample
 * consensus, CACM 1981, whose samples a hypothesis of one pair makes needless). So nothing depends on chance: equal
 * features give equal answers, and the same ones whichever picture is named first.
 *
 * <p>Time O(n m 64) for n and m keypoints, about 1.5 ms of one core for 600 each, and twice that with the mirror.
 */
public final class GeometricVerification {

    /** With this many nobody asks for the mirror image any more. */
    private static final int CERTAIN = 8;

    private static final int HYPOTHESES = 100;
    private static final int REFINED = 8;
    private static final int FEWEST = 3;
    private static final int ENOUGH_TO_BEND = 6;
    private static final int ROUNDS = 4;

    /** In pixels: what the motion of one pair may be off by, what the first fit, and what the last. */
    private static final double LOOSE = 24;

    private static final double MIDDLE = 12;
    private static final double TIGHT = 6;

    private static final double CELL = 6;

    private GeometricVerification() {}

    /**
     * Compares two pictures.
     *
     * @param mirrorToo whether to compare the mirror image of one as well, where the pictures as they are have little in
     *     common
     */
    public static PictureMatch verify(KeypointFeatures a, KeypointFeatures b, boolean mirrorToo) {
        boolean inOrder = a.compareTo(b) <= 0;
        KeypointFeatures first = inOrder ? a : b;
        KeypointFeatures second = inOrder ? b : a;
        PictureMatch match = matchOf(first, second);
        if (mirrorToo && match.inliers() < CERTAIN) {
            PictureMatch mirrored = matchOf(first.mirrored(), second);
            if (mirrored.inliers() > match.inliers()) {
                PlaneMotion motion = mirrored.motion();
                match = new PictureMatch(
                        mirrored.inliers(),
                        true,
                        motion == null ? null : motion.after(PlaneMotion.mirror(first.width())),
                        mirrored.corroboration());
            }
        }
        PlaneMotion motion = match.motion();
        return inOrder || motion == null
                ? match
                : new PictureMatch(match.inliers(), match.mirrored(), motion.inverse(), match.corroboration());
    }

    private static PictureMatch matchOf(KeypointFeatures a, KeypointFeatures b) {
        if (a.count() < 2 || b.count() < 2) {
            return PictureMatch.NONE;
        }
        KeypointDistances distances = KeypointDistances.of(a, b);
        Fit fit = bestFit(new PointPairs(a, b, KeypointMatches.of(distances)));
        return fit == null
                ? PictureMatch.NONE
                : new PictureMatch(fit.inliers, false, fit.motion, Corroboration.of(a, b, distances, fit.motion));
    }

    /** A motion and the pairs it explains. */
    private record Fit(BitSet pairs, int inliers, PlaneMotion motion) {

        static @Nullable Fit better(@Nullable Fit one, @Nullable Fit other) {
            return one == null || (other != null && other.inliers > one.inliers) ? other : one;
        }
    }

    private static @Nullable Fit bestFit(PointPairs pairs) {
        Fit best = null;
        for (BitSet agreeing : hypotheses(pairs)) {
            best = Fit.better(best, affine(pairs, agreeing));
        }
        return best == null || best.inliers < ENOUGH_TO_BEND ? best : Fit.better(best, homography(pairs, best));
    }

    /** The largest sets that agree with one pair; of equally large ones that of the clearer pair comes first. */
    private static List<BitSet> hypotheses(PointPairs pairs) {
        return IntStream.range(0, Math.min(pairs.size(), HYPOTHESES))
                .mapToObj(seed -> pairs.agreeingWith(seed, LOOSE))
                .filter(agreeing -> agreeing.cardinality() >= FEWEST)
                .sorted(Comparator.comparingInt((BitSet agreeing) -> -agreeing.cardinality()))
                .distinct()
                .limit(REFINED)
                .toList();
    }

    private static @Nullable Fit affine(PointPairs pairs, BitSet start) {
        BitSet explained = start;
        Fit best = null;
        for (int round = 0; round < ROUNDS; round++) {
            PlaneMotion motion = pairs.affine(explained);
            if (motion == null || !pairs.isPlausible(motion, explained)) {
                return best;
            }
            explained = pairs.explainedBy(motion, round == 0 ? MIDDLE : TIGHT);
            if (round > 0) {
                best = Fit.better(best, new Fit(explained, pairs.cells(explained, CELL), motion));
            }
        }
        return best;
    }

    private static @Nullable Fit homography(PointPairs pairs, Fit start) {
        BitSet explained = pairs.explainedBy(start.motion, MIDDLE);
        Fit best = null;
        for (int round = 0; round < ROUNDS; round++) {
            PlaneMotion motion = pairs.homography(explained);
            if (motion == null || !pairs.isPlausible(motion, explained)) {
                return best;
            }
            explained = pairs.explainedBy(motion, round < 2 ? MIDDLE : TIGHT);
            if (round > 1) {
                best = Fit.better(best, new Fit(explained, pairs.cells(explained, CELL), motion));
            }
        }
        return best;
    }
}
