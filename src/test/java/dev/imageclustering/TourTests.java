package dev.imageclustering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Api.File;
import dev.imageclustering.support.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The tour of the README, on its real photos. */
@ServiceTest
class TourTests {

    @Autowired
    private Api api;

    @Test
    void showsTheGroupsAndBestShotsThatAPersonWouldChoose() throws IOException {
        int batch = api.batch("Tour", List.of());

        api.uploadTo("/batches/" + batch + "/upload-and-add", photos(""))
                .expectStatus()
                .isOk();
        JsonNode grouped = Api.json(api.put(Map.of(), "/batches/{id}/analyze", batch));
        JsonNode ranked = Api.json(api.post("", "/batches/{id}/groups/Group 1/rank", batch));

        Map<String, List<String>> groups = groups(grouped);
        assertThat(groups.keySet()).containsExactly("Group 1", "Group 2", "Group 3", "Ungrouped");
        assertThat(groups.get("Group 1"))
                .containsExactlyInAnyOrder("bridge-1.jpg", "bridge-2-blurred.jpg", "bridge-3-smaller.jpg");
        assertThat(groups.get("Group 2")).containsExactlyInAnyOrder("hill-1.jpg", "hill-2.jpg", "hill-3.jpg");
        assertThat(groups.get("Group 3")).containsExactlyInAnyOrder("tower-1.jpg", "tower-2.jpg");
        assertThat(groups(ranked).get("Group 1"))
                .containsExactly("bridge-1.jpg", "bridge-3-smaller.jpg", "bridge-2-blurred.jpg");
    }

    @Test
    void makesNoGroupOfPhotosThatHaveNothingInCommon() throws IOException {
        int batch = api.batch("singles", List.of());
        api.uploadTo("/batches/" + batch + "/upload-and-add", photos("single"))
                .expectStatus()
                .isOk();

        JsonNode grouped = Api.json(api.put(Map.of(), "/batches/{id}/analyze", batch));

        assertThat(groups(grouped).keySet()).containsExactly("Ungrouped");
    }

    @Test
    void showsWhatAPhotosFileSaysOfIt() throws IOException {
        int id = api.store("single-ridge.jpg", Files.readAllBytes(Path.of("examples/single-ridge.jpg")));

        JsonNode metadata = Api.json(api.get("/images/metadata/{id}", id));

        assertThat(metadata.get("camera_model").asString()).isEqualTo("NIKON D750");
        assertThat(metadata.get("exposure_time").asString()).isEqualTo("1/15");
        assertThat(metadata.get("focal_length").asString()).isEqualTo("35mm");
        assertThat(metadata.get("shot_at").asString()).isEqualTo("2023-09-25T08:33:30.880Z");
        assertThat(metadata.get("caption").asString()).isEqualTo("Fall 2023 Week 3");
        assertThat(metadata.get("tags").valueStream().map(JsonNode::asString)).contains("Landscape");
    }

    private static List<File> photos(String prefix) throws IOException {
        List<File> photos = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            for (Path file :
                    files.filter(path -> isPhoto(path, prefix)).sorted().toList()) {
                photos.add(new File(file.getFileName().toString(), Files.readAllBytes(file)));
            }
        }
        return photos;
    }

    private static boolean isPhoto(Path file, String prefix) {
        String name = file.getFileName().toString();
        return name.startsWith(prefix) && name.endsWith(".jpg");
    }

    private static Map<String, List<String>> groups(JsonNode batch) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        batch.get("image_associations")
                .forEach(member -> groups.computeIfAbsent(
                                member.get("group_label").asString(), label -> new ArrayList<>())
                        .add(member.get("image").get("original_filename").asString()));
        return groups;
    }
}
