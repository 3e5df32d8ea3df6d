package dev.imageclustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageNotFound;
import dev.imageclustering.image.ImageView;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.storage.PhotoStore;
import dev.imageclustering.storage.ThumbnailSize;
import dev.imageclustering.support.Api;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class ImageThumbnailsIntegrationTests {

    @Autowired
    private Api api;

    @Autowired
    private ImageCatalog catalog;

    @Autowired
    private ImageThumbnails thumbnails;

    @Autowired
    private PhotoStore store;

    @Test
    void makesTheSameAgainWhereItIsMissing() throws IOException {
        ImageId id = new ImageId(api.store("a.jpg", Pictures.jpeg(1750)));
        Path file = thumbnails.of(id, ThumbnailSize.LARGE).file();
        byte[] stored = Files.readAllBytes(file);
        Files.delete(file);

        assertThat(thumbnails.of(id, ThumbnailSize.LARGE).file()).isEqualTo(file);
        assertThat(file).hasBinaryContent(stored);
    }

    @Test
    void leavesNothingOfAnImageThatIsDeletedMeanwhile() throws IOException {
        ImageId id = new ImageId(api.store("b.jpg", Pictures.jpeg(1751)));
        byte[] jpeg = Files.readAllBytes(thumbnails.of(id, ThumbnailSize.SMALL).file());
        ImageView image = catalog.get(id);
        api.delete("/images/{id}", id.value()).expectStatus().isOk();

        assertThatExceptionOfType(ImageNotFound.class)
                .isThrownBy(() -> thumbnails.keep(image, ThumbnailSize.SMALL, jpeg));

        assertThat(store.thumbnail(image.imageHash(), ThumbnailSize.SMALL)).isEmpty();
    }
}
