package dev.imageclustering.clustering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which links join groups of many photos. */
class GuardedForestTests {

    @Test
    void keepsTwoGroupsApartThatOneWeakLinkJoins() {
        MadePhotos photos = MadePhotos.twoGroups(16).near(0, 16, 0.05).matching(0, 16, 6);

        assertThat(photos.clustering().clusterCount()).isEqualTo(2);
    }

    @Test
    void joinsTwoGroupsThatAStrongLinkJoins() {
        MadePhotos photos = MadePhotos.twoGroups(16).near(0, 16, 0.3).matching(0, 16, 30);

        assertThat(photos.clustering().clusterCount()).isEqualTo(1);
    }

    @Test
    void joinsTwoGroupsThatManyWeakLinksJoin() {
        MadePhotos photos = MadePhotos.twoGroups(16);
        for (int i = 0; i < 8; i++) {
            photos.matching(i, 16 + i, 8).near(i, 16 + i, 0.05);
        }

        assertThat(photos.clustering().clusterCount()).isEqualTo(1);
    }

    @Test
    void followsPanoramaOfWhichEachShowsOnlyTheNext() {
        MadePhotos photos = new MadePhotos(30, 1);
        for (int i = 0; i + 1 < 30; i++) {
            photos.matching(i, i + 1, 40).near(i, i + 1, 0.3);
        }

        assertThat(photos.labels()).containsOnly(0);
    }
}
