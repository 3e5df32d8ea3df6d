package dev.imageclustering.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Api.File;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class UploadIntegrationTests {

    private static final Path HOSTILE = Path.of("../shared/images/hostile");
    private static final int FILES_AT_ONCE = 50;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Value("${image-clustering.storage.root}")
    private Path root;

    @LocalServerPort
    private int port;

    @Test
    void keepsOneRowAndOneFileOfBytesThatComeManyTimesAtOnce() throws Exception {
        byte[] picture = Pictures.jpeg(1000);
        Callable<JsonNode> upload =
                () -> Api.json(api.upload(new File("same.jpg", picture))).get(0);
        List<JsonNode> outcomes = new ArrayList<>();

        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            for (Future<JsonNode> outcome : clients.invokeAll(Collections.nCopies(16, upload))) {
                outcomes.add(outcome.get());
            }
        }

        assertThat(outcomes.stream().map(outcome -> outcome.get("id").asInt()))
                .containsOnly(outcomes.getFirst().get("id").asInt());
        assertThat(outcomes.stream()
                        .filter(outcome -> !outcome.get("is_duplicate").asBoolean()))
                .hasSize(1);
        String hash = outcomes.getFirst().get("image_hash").asString();
        assertThat(files("originals"))
                .filteredOn(file -> file.toString().contains(hash))
                .hasSize(1);
        assertThat(partialFiles()).isEmpty();
    }

    @Test
    void putsBackAFileThatIsGoneWhenItComesAgain() throws IOException {
        byte[] picture = Pictures.jpeg(1001);
        int id = api.store("lost.jpg", picture);
        Path file = root.resolve(Api.json(api.upload(new File("again.jpg", picture)))
                .get(0)
                .get("file_path")
                .asString());
        Files.delete(file);
        api.get("/images/{id}", id).expectStatus().isNotFound();

        api.upload(new File("again.jpg", picture)).expectStatus().isOk();

        api.get("/images/{id}", id).expectStatus().isOk();
        assertThat(file).hasBinaryContent(picture);
    }

    @Test
    void analysesAnImageAgainWhoseAnalysisFailedWhenItComesAgain() {
        byte[] picture = Pictures.jpeg(1002);
        int id = api.store("failed.jpg", picture);
        awaitState(id, "complete");
        jdbc.sql("update images set analysis_state = 'failed', analysis_failure = 'once', features = null where id = ?")
                .param(id)
                .update();

        api.upload(new File("again.jpg", picture)).expectStatus().isOk();

        awaitState(id, "complete");
    }

    private void awaitState(int id, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> jdbc.sql("select analysis_state from images where id = ?")
                                .param(id)
                                .query(String.class)
                                .single(),
                        state::equals);
    }

    @Test
    void takesNothingOfAFileWhoseConnectionBreaks() throws IOException {
        int before = Api.json(api.get("/images/")).size();
        byte[] picture = Pictures.jpeg(1001);

        try (Socket socket = new Socket("localhost", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /images/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n"
                            + "Content-Type: multipart/form-data; boundary=cut\r\n\r\n--cut\r\n"
                            + "Content-Disposition: form-data; name=\"files\"; filename=\"a.jpg\"\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(picture, 0, picture.length / 2);
            out.flush();
            await().atMost(Duration.ofSeconds(10)).until(() -> !partialFiles().isEmpty());
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> partialFiles().isEmpty());
        assertThat(Api.json(api.get("/images/")).size()).isEqualTo(before);
        api.store("whole.jpg", picture);
    }

    @Test
    void givesEveryHostileFileAnOutcomeAndStaysUp() throws IOException {
        assumeThat(HOSTILE).as("the hostile files beside the checkout").isDirectory();
        List<Path> hostile;
        try (Stream<Path> walk = Files.walk(HOSTILE)) {
            hostile = walk.filter(Files::isRegularFile).sorted().toList();
        }
        List<Integer> taken = new ArrayList<>();

        for (int from = 0; from < hostile.size(); from += FILES_AT_ONCE) {
            List<File> files = new ArrayList<>();
            files.add(new File("fine.jpg", Pictures.jpeg(1002)));
            for (Path path : hostile.subList(from, Math.min(from + FILES_AT_ONCE, hostile.size()))) {
                files.add(new File(path.getFileName().toString(), Files.readAllBytes(path)));
            }
            JsonNode outcomes = Api.json(
                    api.uploadTo("/images/upload", files).expectStatus().isOk());
            assertThat(outcomes.size()).isEqualTo(files.size());
            outcomes.forEach(outcome -> {
                assertThat(outcome.get("outcome").asString()).isIn("stored", "duplicate", "rejected");
                if (!outcome.get("id").isNull()) {
                    taken.add(outcome.get("id").asInt());
                }
            });
        }

        await().atMost(Duration.ofMinutes(3)).until(() -> pending().isEmpty());
        assertThat(taken).hasSizeGreaterThan(1);
        int batch = api.batch("hostile", taken.stream().distinct().toList());
        assertThat(Api.json(api.put("{}", "/batches/{id}/analyze", batch)
                                .expectStatus()
                                .isOk())
                        .get("status")
                        .asString())
                .isEqualTo("complete");
    }

    @Test
    void readsAFileNameAsUtf8AsBrowsersSendIt() {
        byte[] head = "--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"M\u00fcnchen.jpg\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8);
        byte[] picture = Pictures.jpeg(1003);
        byte[] tail = "\r\n--cut--\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[head.length + picture.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(picture, 0, body, head.length, picture.length);
        System.arraycopy(tail, 0, body, head.length + picture.length, tail.length);

        JsonNode image = Api.json(api.client()
                        .post()
                        .uri("/images/upload")
                        .contentType(MediaType.parseMediaType("multipart/form-data; boundary=cut"))
                        .body(body)
                        .exchange()
                        .expectStatus()
                        .isOk())
                .get(0);

        assertThat(image.get("original_filename").asString()).isEqualTo("München.jpg");
    }

    private List<Integer> pending() {
        return Api.json(api.get("/images/"))
                .valueStream()
                .filter(image -> image.get("analysis_state").asString().equals("pending"))
                .map(image -> image.get("id").asInt())
                .toList();
    }

    private List<Path> partialFiles() throws IOException {
        return files("incoming").stream()
                .filter(file -> file.toString().endsWith(".part"))
                .toList();
    }

    private List<Path> files(String folder) throws IOException {
        if (!Files.isDirectory(root.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
