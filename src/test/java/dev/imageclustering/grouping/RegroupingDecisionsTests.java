package dev.imageclustering.grouping;

import static dev.imageclustering.grouping.DecisionKind.NOT_SIMILAR;
import static dev.imageclustering.grouping.DecisionKind.SIMILAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegroupingDecisionsTests {

    @Test
    void decidesNothingWhereGroupsOnlyChangeTheirNames() {
        assertThat(pairs("A A B B U", "x x y y U")).isEmpty();
    }

    @Test
    void bindsAnImageThatMovedToItsNewGroupAndKeepsItFromTheOldOne() {
        assertThat(pairs("A A A B B", "A A B B B"))
                .containsExactlyInAnyOrder(
                        new ImagePair(2, 3, SIMILAR),
                        new ImagePair(0, 2, NOT_SIMILAR),
                        new ImagePair(1, 2, NOT_SIMILAR));
    }

    @Test
    void bindsTheSmallerGroupToTheLargerWhenTheyAreMerged() {
        assertThat(pairs("A A B B B", "A A A A A"))
                .containsExactlyInAnyOrder(new ImagePair(0, 2, SIMILAR), new ImagePair(1, 2, SIMILAR));
    }

    @Test
    void bindsWhatWasPartedOffAndKeepsItFromTheRest() {
        assertThat(pairs("A A A A A", "A A A B B"))
                .containsExactlyInAnyOrder(
                        new ImagePair(3, 4, SIMILAR),
                        new ImagePair(0, 3, NOT_SIMILAR),
                        new ImagePair(1, 3, NOT_SIMILAR),
                        new ImagePair(2, 3, NOT_SIMILAR));
    }

    @Test
    void keepsAnUngroupedImageFromThoseItWasWith() {
        assertThat(pairs("A A A", "A A U"))
                .containsExactlyInAnyOrder(new ImagePair(0, 2, NOT_SIMILAR), new ImagePair(1, 2, NOT_SIMILAR));
    }

    @Test
    void keepsTheImagesOfADissolvedGroupApart() {
        assertThat(pairs("A A A", "U U U"))
                .containsExactlyInAnyOrder(
                        new ImagePair(0, 1, NOT_SIMILAR),
                        new ImagePair(0, 2, NOT_SIMILAR),
                        new ImagePair(1, 2, NOT_SIMILAR));
    }

    @Test
    void bindsWhatAPersonGroupsForTheFirstTime() {
        assertThat(pairs("- - U -", "A A A U"))
                .containsExactlyInAnyOrder(new ImagePair(0, 1, SIMILAR), new ImagePair(0, 2, SIMILAR));
    }

    @Test
    void growsWithTheImagesThatMovedAndNotWithTheGroups() {
        int n = 10_000;
        Map<Integer, @Nullable String> before = new HashMap<>();
        Map<Integer, String> after = new HashMap<>();
        IntStream.range(0, n).forEach(image -> {
            before.put(image, "A");
            after.put(image, image % 100 == 1 ? "B" : "A");
        });

        List<ImagePair> pairs = RegroupingDecisions.of(before, after);

        assertThat(pairs).hasSize(n / 100 - 1 + RegroupingDecisions.MOST_APART);
    }

    @Test
    void contradictsNeitherItselfNorTheNewGroups() {
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            Map<Integer, @Nullable String> before = new HashMap<>();
            Map<Integer, String> after = new HashMap<>();
            for (int image = 0; image < 25; image++) {
                before.put(image, label(random.nextInt(6)));
                after.put(image, random.nextInt(3) > 0 ? label(random.nextInt(5)) : "U");
            }
            after.replaceAll((image, label) -> label == null || label.equals("U") ? "Ungrouped" : label);
            assertThat(RegroupingDecisions.of(before, after)).allSatisfy(pair -> {
                boolean together = !after.get(pair.a()).equals("Ungrouped")
                        && after.get(pair.a()).equals(after.get(pair.b()));
                assertThat(together).isEqualTo(pair.kind() == SIMILAR);
            });
        }
    }

    private static @Nullable String label(int number) {
        return number == 0 ? null : number == 1 ? "Ungrouped" : "Group " + number;
    }

    /** Images 0, 1, ... by their labels; U for ungrouped, - for none. */
    private static List<ImagePair> pairs(String before, String after) {
        Map<Integer, @Nullable String> old = new HashMap<>();
        Map<Integer, String> fresh = new HashMap<>();
        String[] labels = before.split(" ");
        for (int image = 0; image < labels.length; image++) {
            old.put(image, labels[image].equals("-") ? null : name(labels[image]));
            fresh.put(image, name(after.split(" ")[image]));
        }
        return RegroupingDecisions.of(old, fresh);
    }

    private static String name(String label) {
        return label.equals("U") ? "Ungrouped" : label;
    }
}
