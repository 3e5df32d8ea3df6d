package dev.imageclustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageView;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.storage.PhotoStore;
import dev.imageclustering.support.Api;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import dev.imageclustering.vision.KeypointFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class ImageKeypointsIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    private Api api;

    @Autowired
    private ImageCatalog catalog;

    @Autowired
    private ImageKeypoints keypoints;

    @Autowired
    private PhotoStore store;

    @Test
    void keepsWhatTheAnalysisFound() {
        ImageView image = analysed(1700);

        KeypointFeatures features = keypoints.of(image.imageId(), image.imageHash());

        assertThat(features.count()).isPositive();
        assertThat(store.keypoints(image.imageHash()))
                .hasValueSatisfying(file -> assertThat(file).hasBinaryContent(features.toBytes()));
    }

    @Test
    void leavesNothingOfAnImageThatIsDeletedMeanwhile() {
        ImageView image = analysed(1709);
        KeypointFeatures features = keypoints.of(image.imageId(), image.imageHash());
        api.delete("/images/{id}", image.id()).expectStatus().isOk();

        keypoints.keep(image, image.imageHash(), features);

        assertThat(store.keypoints(image.imageHash())).isEmpty();
    }

    @Test
    void computesTheSameAgainWhereNothingIsKept() throws IOException {
        ImageView image = analysed(1701);
        byte[] kept = Files.readAllBytes(file(image));
        Files.delete(file(image));

        KeypointFeatures features = keypoints.of(image.imageId(), image.imageHash());

        assertThat(features.toBytes()).isEqualTo(kept);
        assertThat(file(image)).hasBinaryContent(kept);
    }

    @Test
    void computesTheSameAgainWhereTheKeptIsDamaged() throws IOException {
        ImageView image = analysed(1702);
        byte[] kept = Files.readAllBytes(file(image));
        Files.write(file(image), new byte[] {1, 2, 3});

        assertThat(keypoints.of(image.imageId(), image.imageHash()).toBytes()).isEqualTo(kept);
        assertThat(file(image)).hasBinaryContent(kept);
    }

    @Test
    void findsNothingWhereTheOriginalIsGoneToo() throws IOException {
        ImageView image = analysed(1703);
        Files.delete(file(image));
        Files.delete(store.resolve(image.filePath()));

        assertThat(keypoints.of(image.imageId(), image.imageHash()).count()).isZero();
    }

    @Test
    void goesWithItsImage() {
        ImageView image = analysed(1704);
        Path file = file(image);

        api.delete("/images/{id}", image.id()).expectStatus().is2xxSuccessful();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(file).doesNotExist());
    }

    private ImageView analysed(long seed) {
        ImageId id = new ImageId(api.store("photo.jpg", Pictures.jpeg(seed)));
        await().atMost(PATIENCE)
                .until(() -> store.keypoints(catalog.get(id).imageHash()).isPresent());
        return catalog.get(id);
    }

    private Path file(ImageView image) {
        return store.keypoints(image.imageHash()).orElseThrow();
    }
}
