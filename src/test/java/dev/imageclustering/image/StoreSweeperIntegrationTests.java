package dev.imageclustering.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@ServiceTest
class StoreSweeperIntegrationTests {

    private static final String UNNAMED = "ab".repeat(32);

    @Autowired
    private Api api;

    @Autowired
    private StoreSweeper sweeper;

    @Value("${image-clustering.storage.root}")
    private Path root;

    @Test
    void movesFilesThatNoRowNamesToTheTrashAndKeepsTheOthers() throws IOException {
        int id = api.store("kept.jpg", Pictures.jpeg(1400));
        api.get("/images/thumbnail/{id}", id).expectStatus().isOk();
        Path original = write("originals/ab/ab/" + UNNAMED + ".jpg");
        Path thumbnail = write("thumbnails/ab/ab/" + UNNAMED + "-256.jpg");

        int moved = sweeper.sweep();

        assertThat(moved).isEqualTo(2);
        assertThat(original).doesNotExist();
        assertThat(thumbnail).doesNotExist();
        assertThat(root.resolve("trash").resolve(original.getFileName())).exists();
        api.get("/images/{id}", id).expectStatus().isOk();
        assertThat(sweeper.sweep()).isZero();
    }

    @Test
    void movesNothingWhileTheDatabaseKnowsNoImage() throws IOException {
        api.deleteAllImages();
        Path original = write("originals/ab/ab/" + UNNAMED + ".jpg");

        assertThat(sweeper.sweep()).isZero();

        assertThat(original).exists();
    }

    private Path write(String relative) throws IOException {
        Path file = root.resolve(relative);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[] {1});
    }
}
