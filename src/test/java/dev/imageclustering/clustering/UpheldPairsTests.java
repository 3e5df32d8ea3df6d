package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UpheldPairsTests {

    private static final DecidedPair A_IS_B = new DecidedPair(0, 1, true);
    private static final DecidedPair B_IS_C = new DecidedPair(1, 2, true);
    private static final DecidedPair A_IS_NOT_C = new DecidedPair(0, 2, false);

    @Test
    void upholdsTheNewerOfTwoWordsOnAPair() {
        UpheldPairs pairs = UpheldPairs.of(2, List.of(new DecidedPair(1, 0, false), A_IS_B));

        assertThat(pairs.overruled()).containsExactly(A_IS_B);
    }

    @Test
    void overrulesTheOldestLinkOfAChainThatANewPairParts() {
        assertThat(UpheldPairs.of(3, List.of(A_IS_NOT_C, B_IS_C, A_IS_B)).overruled())
                .containsExactly(A_IS_B);
    }

    @Test
    void overrulesAPartingThatANewChainContradicts() {
        assertThat(UpheldPairs.of(3, List.of(B_IS_C, A_IS_B, A_IS_NOT_C)).overruled())
                .containsExactly(A_IS_NOT_C);
    }

    @Test
    void keepsBlocksApartThatGrewLater() {
        UpheldPairs pairs = UpheldPairs.of(
                6,
                List.of(
                        new DecidedPair(0, 3, false),
                        new DecidedPair(0, 1, true),
                        new DecidedPair(3, 4, true),
                        new DecidedPair(1, 2, true),
                        new DecidedPair(4, 5, true),
                        new DecidedPair(2, 5, true)));

        assertThat(pairs.areApart(2, 5)).isTrue();
        assertThat(pairs.overruled()).containsExactly(new DecidedPair(2, 5, true));
    }

    @Test
    void upholdsAsTheDefinitionSays() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            List<DecidedPair> pairs = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                int a = random.nextInt(8);
                pairs.add(new DecidedPair(a, (a + 1 + random.nextInt(7)) % 8, random.nextBoolean()));
            }
            assertThat(UpheldPairs.of(8, pairs).overruled()).isEqualTo(overruledByDefinition(pairs));
        }
    }

    /** Accepts a pair if all accepted pairs and it can hold in one partition, which a closure over all points tells. */
    private static List<DecidedPair> overruledByDefinition(List<DecidedPair> newestFirst) {
        List<DecidedPair> accepted = new ArrayList<>();
        List<DecidedPair> overruled = new ArrayList<>();
        for (DecidedPair pair : newestFirst) {
            accepted.add(pair);
            if (!canHold(accepted)) {
                accepted.removeLast();
                overruled.add(pair);
            }
        }
        return overruled;
    }

    private static boolean canHold(List<DecidedPair> pairs) {
        boolean[][] same = new boolean[8][8];
        for (int i = 0; i < 8; i++) {
            same[i][i] = true;
        }
        pairs.stream().filter(DecidedPair::together).forEach(pair -> {
            same[pair.a()][pair.b()] = true;
            same[pair.b()][pair.a()] = true;
        });
        for (int k = 0; k < 8; k++) {
            for (int i = 0; i < 8; i++) {
                for (int j = 0; j < 8; j++) {
                    same[i][j] |= same[i][k] && same[k][j];
                }
            }
        }
        return pairs.stream().noneMatch(pair -> !pair.together() && same[pair.a()][pair.b()]);
    }
}
