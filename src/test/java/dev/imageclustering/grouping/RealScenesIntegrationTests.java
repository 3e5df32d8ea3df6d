package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Groups photos whose scenes are known. */
@ServiceTest
class RealScenesIntegrationTests {

    private static final Path PHOTOS = Path.of("../shared/photos");
    private static final int MOST = 120;
    private static final Map<String, Object> PAIRS = Map.of("min_cluster_size", 2, "min_samples", 1);

    @Autowired
    private Api api;

    @Test
    void keepsTwoScenesApart() throws IOException {
        Map<Integer, String> scenes = new HashMap<>();
        for (String name : List.of("hill-1", "hill-2", "hill-3", "tower-1", "tower-2")) {
            int id = api.store(name + ".jpg", Files.readAllBytes(Path.of("examples", name + ".jpg")));
            scenes.put(id, name.substring(0, 4));
        }

        JsonNode batch = group(scenes);

        assertThat(batch.get("group_count").asInt()).isEqualTo(2);
        assertThat(precision(batch, scenes)).isEqualTo(1);
    }

    @Test
    void mixesFewScenesOfMany() throws IOException {
        assumeThat(PHOTOS).as("the photos beside the checkout").isDirectory();
        Map<Integer, String> scenes = new HashMap<>();
        List<String> rows = Files.readAllLines(PHOTOS.resolve("photos.csv"));
        for (String row : rows.subList(1, MOST)) {
            String[] fields = row.split(",", -1);
            Path file = PHOTOS.resolve(fields[0]);
            int id = api.store(file.getFileName().toString(), Files.readAllBytes(file));
            scenes.put(id, fields[1].isEmpty() ? fields[0] : fields[1]);
        }

        JsonNode batch = group(scenes);

        assertThat(batch.get("group_count").asInt()).isGreaterThan(20);
        assertThat(precision(batch, scenes)).isGreaterThan(0.9);
    }

    private JsonNode group(Map<Integer, String> scenes) {
        int batch = api.batch("scenes", scenes.keySet().stream().sorted().toList());
        return Api.json(
                api.put(PAIRS, "/batches/{id}/analyze", batch).expectStatus().isOk());
    }

    /** Returns BCubed precision: the mean share of photos of the same scene among the photos of a photo's group. */
    private static double precision(JsonNode batch, Map<Integer, String> scenes) {
        Map<String, List<Integer>> groups = new HashMap<>();
        batch.get("image_associations")
                .forEach(member -> groups.computeIfAbsent(
                                member.get("group_label").asString(), label -> new ArrayList<>())
                        .add(member.get("image").get("id").asInt()));
        double sum = 0;
        int grouped = 0;
        for (Map.Entry<String, List<Integer>> group : groups.entrySet()) {
            if (group.getKey().equals("Ungrouped")) {
                continue;
            }
            List<Integer> ids = group.getValue();
            for (int id : ids) {
                long same = ids.stream()
                        .filter(other -> scenes.get(other).equals(scenes.get(id)))
                        .count();
                sum += (double) same / ids.size();
                grouped++;
            }
        }
        return sum / grouped;
    }
}
