package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeypointDistancesTests {

    @ParameterizedTest
    @CsvSource({"2, 2", "2, 600", "3, 5", "64, 63", "65, 127", "600, 599"})
    void findsWhatComparingOneByOneFinds(int n, int m) {
        KeypointFeatures a = MadeFeatures.random(n, 7);
        KeypointFeatures b = MadeFeatures.random(m, 8);

        KeypointDistances distances = KeypointDistances.of(a, b);

        for (int i = 0; i < n; i++) {
            int row = i;
            int[] nearest = nearest(m, j -> distance(a, row, b, j));
            int[] back = nearest(n, other -> distance(a, other, b, nearest[0]));
            assertThat(distances.nearestTo(i)).isEqualTo(nearest[0]);
            assertThat(distances.isMutual(i)).isEqualTo(back[0] == i);
            assertThat(distances.clarity(i))
                    .isCloseTo(
                            Math.min(
                                    ratio(distance(a, i, b, nearest[0]), distance(a, i, b, nearest[1])),
                                    ratio(distance(a, back[0], b, nearest[0]), distance(a, back[1], b, nearest[0]))),
                            within(1e-12));
        }
    }

    private static int[] nearest(int count, java.util.function.IntUnaryOperator distance) {
        return IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingInt(distance::applyAsInt))
                .mapToInt(j -> j)
                .limit(2)
                .toArray();
    }

    private static int distance(KeypointFeatures a, int i, KeypointFeatures b, int j) {
        return IntStream.range(0, KeypointFeatures.LENGTH)
                .map(k -> a.component(i, k) - b.component(j, k))
                .map(difference -> difference * difference)
                .sum();
    }

    private static double ratio(int nearest, int second) {
        return second == 0 ? 1 : (double) nearest / second;
    }
}
