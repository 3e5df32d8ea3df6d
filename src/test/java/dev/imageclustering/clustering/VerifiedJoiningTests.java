package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerifiedJoiningTests {

    private static final int D = 1024;
    private static final int NOISE = FlatClustering.NOISE;
    private static final int FRESH = JoinedGroups.FRESH;

    private final Map<Set<Integer>, Integer> places = new HashMap<>();
    private GroupingOptions options = GroupingOptions.verified(0);
    private TreeCut cut = TreeCut.of(VerifiedGrouping.CUT);

    @Test
    void joinsTheGroupOfTheStrongestLink() {
        match(5, 0, 20);
        match(5, 2, 30);

        JoinedGroups joined = join(0, 0, 1, 1, NOISE, FRESH);

        assertThat(joined.labels()).containsExactly(0, 0, 1, 1, NOISE, 1);
        assertThat(joined.probabilities()[5]).isBetween(0.99, 1.0);
    }

    @Test
    void leavesOutWhatHasTooLittleInCommon() {
        match(4, 0, 5);

        JoinedGroups joined = join(0, 0, 1, 1, FRESH);

        assertThat(joined.labels()).containsExactly(0, 0, 1, 1, NOISE);
        assertThat(joined.probabilities()[4]).isZero();
    }

    @Test
    void makesANewGroupOfNewPhotosThatMatchEachOtherAlone() {
        match(4, 5, 20);
        match(5, 6, 20);

        assertThat(join(0, 0, 3, 3, FRESH, FRESH, FRESH, FRESH).labels()).containsExactly(0, 0, 3, 3, 4, 4, 4, NOISE);
    }

    @Test
    void joinsThroughAnotherNewPhoto() {
        match(4, 5, 20);
        match(5, 0, 10);

        assertThat(join(0, 0, 1, 1, FRESH, FRESH).labels()).containsExactly(0, 0, 1, 1, 0, 0);
    }

    @Test
    void neverBringsTwoGroupsTogether() {
        match(4, 0, 40);
        match(4, 2, 30);
        match(5, 2, 40);
        match(5, 4, 30);

        assertThat(join(0, 0, 1, 1, FRESH, FRESH).labels()).containsExactly(0, 0, 1, 1, 0, 1);
    }

    @Test
    void neverMovesAPhotoThatIsInNoGroup() {
        match(3, 2, 40);
        match(4, 2, 40);
        match(4, 0, 8);

        assertThat(join(0, 0, NOISE, FRESH, FRESH).labels()).containsExactly(0, 0, NOISE, NOISE, 0);
    }

    @Test
    void asksMoreForALargerGroup() {
        int[] labels = new int[130];
        labels[128] = FRESH;
        labels[129] = FRESH;
        match(128, 0, 7);
        match(129, 1, 12);

        assertThat(join(labels).labels()).endsWith(NOISE, 0);
    }

    @Test
    void countsOtherLinksToTheSameGroup() {
        int[] labels = new int[129];
        labels[128] = FRESH;
        for (int photo = 0; photo < 128; photo++) {
            match(128, photo, 7);
        }

        assertThat(join(labels).labels()).endsWith(0);
    }

    @Test
    void putsAPhotoBesideThoseItBelongsWith() {
        match(4, 0, 40);

        JoinedGroups joined = join(List.of(new DecidedPair(2, 4, true)), 0, 0, 1, 1, FRESH);

        assertThat(joined.labels()).containsExactly(0, 0, 1, 1, 1);
        assertThat(joined.probabilities()[4]).isEqualTo(1);
    }

    @Test
    void takesTheNextGroupWhereAPhotoIsHeldApart() {
        match(4, 0, 40);
        match(4, 2, 10);

        assertThat(join(List.of(new DecidedPair(1, 4, false)), 0, 0, 1, 1, FRESH)
                        .labels())
                .containsExactly(0, 0, 1, 1, 1);
        assertThat(join(List.of(new DecidedPair(1, 4, false), new DecidedPair(3, 4, false)), 0, 0, 1, 1, FRESH)
                        .labels())
                .containsExactly(0, 0, 1, 1, NOISE);
    }

    @Test
    void holdsApartThroughOthers() {
        match(4, 0, 40);

        assertThat(join(List.of(new DecidedPair(5, 4, true), new DecidedPair(1, 5, false)), 0, 0, 1, 1, FRESH, FRESH)
                        .labels())
                .containsExactly(0, 0, 1, 1, 2, 2);
    }

    @Test
    void groupsByDescriptorsAloneWhereItShallNotVerify() {
        options = GroupingOptions.descriptorOnly(0);
        match(4, 0, 40);

        assertThat(join(0, 0, 1, 1, FRESH).labels()).endsWith(NOISE);
        assertThat(VerifiedJoining.join(
                                DescribedPhotos.withoutTimes(
                                        new float[] {1, 0, 1, 0.1f, 0, 1, 0.1f, 1, 1, 0.05f}, 5, 2),
                                new int[] {0, 0, 1, 1, FRESH},
                                List.of(),
                                (a, b, mirrorToo) -> PairEvidence.NONE,
                                options,
                                cut,
                                RunMonitor.NONE)
                        .labels())
                .endsWith(0);
    }

    @Test
    void asksAsMuchAsTheCutDid() {
        match(4, 0, 20);
        cut = TreeCut.of(VerifiedGrouping.distance(40));

        assertThat(join(0, 0, 1, 1, FRESH).labels()).endsWith(NOISE);
        cut = TreeCut.of(VerifiedGrouping.distance(15));
        assertThat(join(0, 0, 1, 1, FRESH).labels()).endsWith(0);
    }

    @Test
    void makesNoNewGroupThatIsSmallerThanThoseOfTheCut() {
        match(4, 5, 20);
        match(6, 7, 20);
        match(7, 8, 20);
        match(9, 0, 20);
        cut = new TreeCut(VerifiedGrouping.CUT, 3);

        assertThat(join(0, 0, 1, 1, FRESH, FRESH, FRESH, FRESH, FRESH, FRESH).labels())
                .containsExactly(0, 0, 1, 1, NOISE, NOISE, 2, 2, 2, 0);
    }

    /** As the tree does, in which the guard holds at the threshold only. */
    @Test
    void asksNoMoreOfLargeGroupsWhereTheDialIsLoose() {
        int[] labels = new int[41];
        labels[40] = FRESH;
        match(40, 0, 5);

        assertThat(join(labels).labels()).endsWith(NOISE);
        cut = TreeCut.of(VerifiedGrouping.distance(6.3));
        assertThat(join(labels).labels()).endsWith(0);
    }

    @Test
    void changesNothingWithoutNewPhotos() {
        assertThat(join(0, 0, NOISE).labels()).containsExactly(0, 0, NOISE);
    }

    @Test
    void endsWhenItIsCancelled() {
        RunMonitor cancelled = new RunMonitor() {
            @Override
            public boolean isCancelled() {
                return true;
            }

            @Override
            public void progress(String phase, long done, long total) {}
        };
        DescribedPhotos photos = DescribedPhotos.withoutTimes(new float[] {1, 0, 0, 1}, 2, 2);

        assertThatExceptionOfType(RunCancelled.class)
                .isThrownBy(() -> VerifiedJoining.join(
                        photos,
                        new int[] {NOISE, FRESH},
                        List.of(),
                        (a, b, mirrorToo) -> PairEvidence.NONE,
                        options,
                        cut,
                        cancelled));
    }

    private void match(int a, int b, int count) {
        places.put(Set.of(a, b), count);
    }

    private JoinedGroups join(int... labels) {
        return join(List.of(), labels);
    }

    private JoinedGroups join(List<DecidedPair> decisions, int... labels) {
        return VerifiedJoining.join(
                DescribedPhotos.withoutTimes(points(labels.length), labels.length, D),
                labels,
                decisions,
                (a, b, mirrorToo) -> new PairEvidence(places.getOrDefault(Set.of(a, b), 0), false, 600, 13),
                options,
                cut,
                RunMonitor.NONE);
    }

    /** Photos at right angles but for a little of one thing, of which those that match have more. */
    private float[] points(int n) {
        Random random = new Random(1);
        float[] points = new float[n * D];
        for (int k = 0; k < points.length; k++) {
            points[k] = (float) (random.nextGaussian() / Math.sqrt(D));
        }
        places.keySet().forEach(pair -> {
            int[] both = pair.stream().mapToInt(Integer::intValue).sorted().toArray();
            float[] first = Arrays.copyOfRange(points, both[0] * D, (both[0] + 1) * D);
            for (int k = 0; k < D; k++) {
                points[both[1] * D + k] += 0.05f * first[k];
            }
        });
        return points;
    }
}
