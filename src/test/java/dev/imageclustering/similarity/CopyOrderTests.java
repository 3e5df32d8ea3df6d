package dev.imageclustering.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.image.ImageStanding;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyOrderTests {

    private static final ImageStanding SMALL_AND_SHARP = new ImageStanding(1, 80.0, "technical/2", 400, 300, 9_000L);
    private static final ImageStanding LARGE = new ImageStanding(2, 40.0, "technical/2", 800, 600, 9_000L);

    @Test
    void prefersTheBestQualityOfOneVersion() {
        CopyOrder order = CopyOrder.of(List.of(LARGE, SMALL_AND_SHARP));

        assertThat(sorted(order, LARGE, SMALL_AND_SHARP)).containsExactly(SMALL_AND_SHARP, LARGE);
        assertThat(order.reason(SMALL_AND_SHARP, LARGE)).isEqualTo("best quality: 80.000 against 40.000");
    }

    @Test
    void doesNotCompareQualitiesOfTwoVersions() {
        ImageStanding older = new ImageStanding(3, 99.0, "technical/1", 200, 150, 90_000L);
        CopyOrder order = CopyOrder.of(List.of(older, LARGE));

        assertThat(sorted(order, older, LARGE)).containsExactly(LARGE, older);
        assertThat(order.reason(LARGE, older)).isEqualTo("most pixels: 800 x 600 against 200 x 150");
    }

    @Test
    void goesBySizeWhereAQualityIsNotKnown() {
        ImageStanding unknown = new ImageStanding(3, null, null, 800, 600, 20_000L);
        CopyOrder order = CopyOrder.of(List.of(SMALL_AND_SHARP, LARGE, unknown));

        assertThat(sorted(order, SMALL_AND_SHARP, LARGE, unknown)).containsExactly(unknown, LARGE, SMALL_AND_SHARP);
        assertThat(order.reason(unknown, LARGE)).isEqualTo("largest file: 20000 against 9000 bytes");
    }

    @Test
    void doesNotCompareScoresWhoseVersionNobodyNoted() {
        ImageStanding one = new ImageStanding(5, 10.0, null, 800, 600, 9_000L);
        ImageStanding other = new ImageStanding(4, 5.0, null, 800, 600, 9_000L);
        CopyOrder order = CopyOrder.of(List.of(one, other));

        assertThat(sorted(order, one, other)).containsExactly(other, one);
        assertThat(order.reason(other, one)).isEqualTo("stored first");
    }

    private static List<ImageStanding> sorted(CopyOrder order, ImageStanding... standings) {
        List<ImageStanding> sorted = new ArrayList<>(List.of(standings));
        sorted.sort(order.bestFirst());
        return sorted;
    }
}
