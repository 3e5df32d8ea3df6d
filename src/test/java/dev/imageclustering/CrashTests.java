package dev.imageclustering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kills the real process, as an operator or the kernel would, in the middle of uploads. */
class CrashTests {

    private static final int ROUNDS = 3;

    @TempDir
    private Path folder;

    @Test
    void losesNothingThatWasAnsweredAndLeavesNoRowWithoutItsFile() throws Exception {
        Set<String> answered = ConcurrentHashMap.newKeySet();
        AtomicInteger seeds = new AtomicInteger(5_000);
        for (int round = 0; round < ROUNDS; round++) {
            try (ServiceProcess service = ServiceProcess.start(folder)) {
                uploadUntilKilled(service, answered, seeds);
            }
        }

        try (ServiceProcess service = ServiceProcess.start(folder)) {
            JsonNode images = service.get("/images/");
            Set<String> named = images.valueStream()
                    .map(image -> image.get("image_hash").asString())
                    .collect(Collectors.toSet());
            assertThat(named).hasSizeGreaterThan(ROUNDS).containsAll(answered);
            for (JsonNode image : images) {
                byte[] file = service.getBytes("/images/" + image.get("id").asInt());
                assertThat(sha256(file)).isEqualTo(image.get("image_hash").asString());
            }
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(stored("originals").map(CrashTests::hashOf)).containsExactlyInAnyOrderElementsOf(named);
                assertThat(stored("incoming").filter(file -> file.endsWith(".part")))
                        .isEmpty();
            });
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(service.get("/images/")
                                    .valueStream()
                                    .map(image -> image.get("analysis_state").asString()))
                            .containsOnly("complete"));
        }
    }

    private static void uploadUntilKilled(ServiceProcess service, Set<String> answered, AtomicInteger seeds)
            throws Exception {
        Thread[] clients = new Thread[4];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = Thread.ofVirtual().start(() -> upload(service, answered, seeds));
        }
        int before = answered.size();
        await().atMost(Duration.ofSeconds(30)).until(() -> answered.size() >= before + 10);
        service.kill();
        for (Thread client : clients) {
            client.join();
        }
    }

    private static void upload(ServiceProcess service, Set<String> answered, AtomicInteger seeds) {
        while (true) {
            try {
                JsonNode outcome = service.upload(Pictures.jpeg(seeds.incrementAndGet()));
                answered.add(outcome.get(0).get("image_hash").asString());
            } catch (IOException killed) {
                return;
            }
        }
    }

    private Stream<String> stored(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("photos").resolve(kind))) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList()
                    .stream();
        }
    }

    private static String hashOf(String file) {
        return file.substring(0, file.indexOf('.'));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
