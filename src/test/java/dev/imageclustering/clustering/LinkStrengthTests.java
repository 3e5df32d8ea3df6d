package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is enough to link two photos. */
class LinkStrengthTests {

    private static final int NOISE = FlatClustering.NOISE;

    @Test
    void leavesWhatOnlyLooksAlittleAlike() {
        MadePhotos photos = new MadePhotos(6, 1).matching(0, 3, 5).matching(1, 4, 4);

        assertThat(photos.labels()).containsOnly(NOISE);
    }

    @Test
    void takesFewPlacesWhereTheDescriptorsAreClose() {
        MadePhotos photos =
                new MadePhotos(6, 1).near(0, 3, 0.25).matching(0, 3, 3).near(1, 4, 0.25);

        assertThat(photos.labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
    }

    @Test
    void takesDescriptorsAloneWhereTheyLeaveNoDoubt() {
        MadePhotos photos = new MadePhotos(6, 1).near(0, 3, 0.5);

        assertThat(photos.labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
    }

    @Test
    void doesNotTrustTheDescriptorsOfPlainPictures() {
        MadePhotos photos = new MadePhotos(6, 1).near(0, 3, 0.5).plain();

        assertThat(photos.labels()).containsOnly(NOISE);
    }

    @Test
    void trustsDescriptorsTheLessTheFewerKeypointsThereAre() {
        MadePhotos photos = new MadePhotos(6, 1).near(0, 3, 0.45);

        assertThat(photos.comparable(128).labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
        assertThat(photos.comparable(96).labels()).containsOnly(NOISE);
    }

    @Test
    void takesAPlaceOffWhatIsMirrored() {
        MadePhotos photos = new MadePhotos(6, 1).matching(0, 3, 7);

        assertThat(photos.labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
        assertThat(photos.mirroring().labels()).containsOnly(NOISE);
    }

    @Test
    void takesFewPlacesThatAllKeypointsSpeakFor() {
        MadePhotos photos = new MadePhotos(6, 1).matching(0, 3, 6);

        assertThat(photos.labels()).containsOnly(NOISE);
        assertThat(photos.corroborated(20).labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
    }

    @Test
    void doesNotTakeFewPlacesThatAllKeypointsSpeakAgainst() {
        MadePhotos photos = new MadePhotos(6, 1).matching(0, 3, 8);

        assertThat(photos.labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
        assertThat(photos.corroborated(3).labels()).containsOnly(NOISE);
    }

    @Test
    void takesManyPlacesWhateverAllKeypointsSay() {
        MadePhotos photos = new MadePhotos(6, 1).matching(0, 3, 20).corroborated(0);

        assertThat(photos.labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
    }

    @Test
    void takesTheSameSecondForEvidence() {
        MadePhotos photos =
                new MadePhotos(6, 1).matching(0, 3, 6).matching(1, 4, 6).matching(2, 5, 6);
        long day = 24 * 3_600_000L;
        long[] times = {0, 10 * day, DescribedPhotos.UNKNOWN, 1_000, 11 * day, 0};

        assertThat(photos.taken(times).labels()).containsExactly(0, NOISE, NOISE, 0, NOISE, NOISE);
    }

    @Test
    void neverGroupsByTimeAlone() {
        assertThat(new MadePhotos(20, 1).taken(new long[20]).labels()).containsOnly(NOISE);
    }

    @Test
    void neverPartsByTimeWhatClearlyMatches() {
        long[] times = {0, 0, 0, 1_000L * 24 * 3_600_000, 0, 0};

        assertThat(new MadePhotos(6, 1).matching(0, 3, 20).taken(times).labels()[3])
                .isZero();
    }
}
