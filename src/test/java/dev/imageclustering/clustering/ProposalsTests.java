package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two photos far apart by their descriptors, 0 and {@link #FAR}, that another model finds alike. */
class ProposalsTests {

    private static final int N = 200;
    private static final int D = 64;
    private static final int FAR = 137;
    private static final int NOISE = FlatClustering.NOISE;

    private final DescribedPhotos photos = DescribedPhotos.withoutTimes(distinct(), N, D);
    private final Set<List<Integer>> compared = ConcurrentHashMap.newKeySet();
    private final Set<List<Integer>> mirrored = ConcurrentHashMap.newKeySet();
    private GroupingOptions options = GroupingOptions.verified(0);
    private int places = 30;

    @Test
    void areComparedAndGroupedByWhatTheyHaveInCommon() {
        assertThat(labels(Proposals.NONE)[FAR]).isEqualTo(NOISE);

        int[] labels = labels(alike(IntStream.range(0, N).toArray()));

        assertThat(labels[0]).isEqualTo(labels[FAR]).isNotEqualTo(NOISE);
    }

    @Test
    void groupNothingThatHasNothingInCommon() {
        places = 0;

        assertThat(labels(alike(IntStream.range(0, N).toArray()))).containsOnly(NOISE);

        assertThat(compared).contains(List.of(0, FAR));
    }

    @Test
    void mayKnowSomeOfThePhotosOnly() {
        int[] labels = labels(alike(new int[] {0, 5, FAR, N - 1}));

        assertThat(labels[0]).isEqualTo(labels[FAR]).isNotEqualTo(NOISE);
        assertThat(compared).contains(List.of(0, 5), List.of(5, N - 1));
    }

    @Test
    void areLookedForInTheMirrorWhereTheyAreNearest() {
        labels(alike(IntStream.range(0, N).toArray()));

        assertThat(mirrored).contains(List.of(0, FAR)).hasSizeLessThan(compared.size());
    }

    @Test
    void takeNoPartWhereNothingIsVerified() {
        options = GroupingOptions.descriptorOnly(0);

        assertThat(labels(alike(IntStream.range(0, N).toArray()))[FAR]).isEqualTo(NOISE);
        assertThat(compared).isEmpty();
    }

    @Test
    void bringNewPhotosToTheirGroup() {
        int[] labels = new int[N];
        Arrays.fill(labels, NOISE);
        labels[0] = 0;
        labels[1] = 0;
        labels[FAR] = JoinedGroups.FRESH;

        assertThat(join(labels, Proposals.NONE).labels()[FAR]).isEqualTo(NOISE);
        assertThat(join(labels, alike(new int[] {0, 7, FAR})).labels()[FAR]).isZero();
        assertThat(join(labels, alike(new int[] {0, 7})).labels()[FAR])
                .as("a model that knows nothing of the new photo")
                .isEqualTo(NOISE);
        options = GroupingOptions.descriptorOnly(0);
        assertThat(join(labels, alike(new int[] {0, 7, FAR})).labels()[FAR])
                .as("not verified")
                .isEqualTo(NOISE);
    }

    @Test
    void refuseWhatDoesNotFitTogether() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Proposals(new int[] {1, 2}, new float[3], 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proposals(new int[] {2, 2}, new float[4], 2));
    }

    private int[] labels(Proposals proposals) {
        return VerifiedGrouping.of(photos, proposals, this::compare, options, RunMonitor.NONE)
                .clustering()
                .labels();
    }

    private JoinedGroups join(int[] labels, Proposals proposals) {
        return VerifiedJoining.join(
                photos,
                proposals,
                labels,
                List.of(),
                this::compare,
                options,
                TreeCut.of(VerifiedGrouping.CUT),
                RunMonitor.NONE);
    }

    private PairEvidence compare(int a, int b, boolean mirrorToo) {
        compared.add(List.of(a, b));
        if (mirrorToo) {
            mirrored.add(List.of(a, b));
        }
        return new PairEvidence(a == 0 && b == FAR ? places : 0, false, 600, 13);
    }

    /** Vectors at random, but that of the far photo is the first one's. */
    private static Proposals alike(int[] known) {
        Random random = new Random(7);
        float[] points = new float[known.length * 4];
        for (int k = 0; k < points.length; k++) {
            points[k] = (float) random.nextGaussian();
        }
        for (int i = 0; i < known.length; i++) {
            if (known[i] == FAR) {
                System.arraycopy(points, 0, points, i * 4, 4);
            }
        }
        return new Proposals(known, points, 4);
    }

    /** Photos that are alike by chance alone, and the far one is the opposite of the first. */
    private static float[] distinct() {
        Random random = new Random(3);
        float[] points = new float[N * D];
        for (int k = 0; k < points.length; k++) {
            points[k] = (float) random.nextGaussian();
        }
        for (int k = 0; k < D; k++) {
            points[FAR * D + k] = -points[k];
        }
        return points;
    }
}
