package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceWordsTests {

    @Test
    void countsCommonPlaces() {
        assertThat(words(evidence(37, 412, false, null)))
                .isEqualTo(
                        "37 places of 12 are found in 15, of 412 that could be. On the whole they are clearly more alike"
                                + " than others around them (0.31, where 1 is the same picture). All together that is a strength"
                                + " of 42.0, and 6.5 is enough to join two images.");
        assertThat(words(evidence(1, 412, false, null))).startsWith("1 place of 12 is found in 15, ");
    }

    @Test
    void tellsOfMirrors() {
        assertThat(words(evidence(37, 412, true, null)))
                .startsWith("37 places of 12 are found in the mirror image of 15, ");
    }

    @Test
    void tellsThatThereIsNothingInCommon() {
        assertThat(words(evidence(0, 412, false, null))).startsWith("Images 12 and 15 have no common places. ");
        assertThat(words(evidence(0, 0, false, null))).contains("as one of them shows nothing to compare");
    }

    @Test
    void saysNothingOfPlacesThatWereNotLookedFor() {
        assertThat(words(evidence(null, null, null, null))).startsWith("On the whole ");
    }

    @ParameterizedTest
    @CsvSource({
        "0.2, within a second",
        "3, 3 s apart",
        "600, 10 minutes apart",
        "10800, 3 hours apart",
        "864000, 10 days apart"
    })
    void tellsTheTime(double seconds, String expected) {
        assertThat(words(evidence(37, 412, false, seconds))).contains("They were taken " + expected + ".");
    }

    @Test
    void tellsWhatIsMissing() {
        assertThat(words(new Explanation.Evidence(2, 300, false, 9.0, 0.01, null, 2.2, 6.5)))
                .contains("no more alike than others")
                .endsWith("a strength of 2.2, of the 6.5 that would join two images.");
    }

    private static String words(Explanation.Evidence evidence) {
        return EvidenceWords.of(12, 15, evidence);
    }

    private static Explanation.Evidence evidence(
            @Nullable Integer places,
            @Nullable Integer comparable,
            @Nullable Boolean mirrored,
            @Nullable Double seconds) {
        return new Explanation.Evidence(places, comparable, mirrored, 30.0, 0.31, seconds, 42, 6.5);
    }
}
