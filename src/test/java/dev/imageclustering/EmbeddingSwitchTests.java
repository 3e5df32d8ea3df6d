package dev.imageclustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.support.OnnxFiles;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From one neural model to another and back to none, by restarts on the same database. */
class EmbeddingSwitchTests {

    private static final String BUILT_IN = "rootsift-colour-vlad/2";
    private static final String HEARTBEAT = "--image-clustering.jobs.heartbeat=1s";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final List<Integer> ids = new ArrayList<>();

    @Test
    void keepsTheOldVectorsInUseUntilTheNewOnesAreComplete() throws Exception {
        Path first = model("first", "size=8", OnnxFiles.of("Flatten", -1, 3, 8, 8));
        Path second = model("second", "size=4", OnnxFiles.of("Flatten", 1, 3, 4, 4));

        try (ServiceProcess service = start(first)) {
            upload(service, 2700);
            upload(service, 2701);
            await().atMost(PATIENCE).until(() -> isInUse(service, "first", 2));
            assertThat(groupedBy(service, ids)).startsWith("first/");
        }
        // Without jobs the switch stays where it is.
        try (ServiceProcess service = start(second, "--image-clustering.jobs.enabled=false")) {
            JsonNode status = service.get("/embedding-model");
            assertThat(status.get("model").asString()).startsWith("second/");
            assertThat(status.get("in_use").asString()).startsWith("first/");
            assertThat(status.get("state").asString()).isEqualTo("computing");
            assertThat(status.get("done").asInt()).isZero();
            assertThat(status.get("total").asInt()).isEqualTo(2);
            List<Integer> old = List.copyOf(ids);
            assertThat(groupedBy(service, old)).startsWith("first/");
            upload(service, 2702);
            assertThat(groupedBy(service, ids))
                    .as("the new image has no vector by the old model")
                    .isEqualTo(BUILT_IN);
            assertThat(groupedBy(service, old)).startsWith("first/");
        }
        try (ServiceProcess service = start(second)) {
            await().atMost(PATIENCE).until(() -> isInUse(service, "second", 3));
            assertThat(groupedBy(service, ids)).startsWith("second/");
        }
        try (ServiceProcess service = start(Path.of(""))) {
            assertThat(service.get("/embedding-model").get("in_use").asString()).isEqualTo(BUILT_IN);
            assertThat(groupedBy(service, ids)).isEqualTo(BUILT_IN);
        }
    }

    @Test
    void goesOnWhereAKillEndedIt() throws Exception {
        // Large inputs, so that there is time to kill it in the middle.
        Path slow = model("slow", "size=2000\npooling=mean", OnnxFiles.of("Identity", -1, 3, 2000, 2000));
        try (ServiceProcess service = start(Path.of(""))) {
            for (int seed = 2710; seed < 2726; seed++) {
                upload(service, seed);
            }
        }

        try (ServiceProcess service = start(slow, HEARTBEAT)) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> service.get("/embedding-model").get("done").asInt() > 0);
            service.kill();
        }
        try (ServiceProcess service = start(slow, HEARTBEAT)) {
            JsonNode status = service.get("/embedding-model");
            assertThat(status.get("in_use").asString()).isEqualTo(BUILT_IN);
            assertThat(status.get("done").asInt()).isBetween(1, 15);
            await().atMost(PATIENCE).until(() -> isInUse(service, "slow", 16));
        }
    }

    @Test
    void doesNotStartWithAModelThatCannotBeUsed() throws Exception {
        Path broken = model("broken", "size=8\noutput=z", OnnxFiles.of("Flatten", -1, 3, 8, 8));

        Process process = ServiceProcess.launch(
                folder, ServiceProcess.freePort(), "--image-clustering.embedding.model=" + broken);

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readString(ServiceProcess.log(folder)))
                .contains("image-clustering.embedding.model does not name a usable model:"
                        + " broken.onnx: output z is not one of [y]");
    }

    private ServiceProcess start(Path model, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--image-clustering.embedding.model=" + model);
        return ServiceProcess.start(folder, all.toArray(String[]::new));
    }

    private Path model(String name, String settings, byte[] bytes) throws IOException {
        Files.writeString(folder.resolve(name + ".properties"), settings);
        return Files.write(folder.resolve(name + ".onnx"), bytes);
    }

    private void upload(ServiceProcess service, long seed) throws IOException {
        ids.add(service.upload(Pictures.jpeg(seed)).get(0).get("id").asInt());
    }

    private static boolean isInUse(ServiceProcess service, String name, int images) throws IOException {
        JsonNode status = service.get("/embedding-model");
        return status.get("in_use").asString().startsWith(name + "/")
                && status.get("done").asInt() == images
                && status.get("state").asString().equals("in_use");
    }

    /** Groups the images as a new batch and tells by which model that was done. */
    private static String groupedBy(ServiceProcess service, List<Integer> images) throws IOException {
        int batch = service.send("POST", "/batches/", "{\"name\": \"switch\", \"image_ids\": %s}".formatted(images))
                .get("id")
                .asInt();
        service.send("PUT", "/batches/%d/analyze".formatted(batch), "{}");
        return service.get("/batches/%d/runs".formatted(batch))
                .get(0)
                .get("feature_model")
                .asString();
    }
}
