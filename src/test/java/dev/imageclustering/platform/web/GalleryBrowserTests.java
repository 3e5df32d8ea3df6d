package dev.imageclustering.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The gallery as a real browser shows it, on the running service. */
@ServiceTest
class GalleryBrowserTests {

    @Autowired
    private Api api;

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    @Test
    void showsTheGroupsOfABatchWithTheBestShotMarked() throws Exception {
        List<Integer> ids = List.of(
                api.store("large.jpg", Pictures.jpeg(2000)), api.store("small.jpg", Pictures.smallerJpeg(2000, 240)));
        int single = api.store("<b>single</b>.jpg", Pictures.jpeg(2001));
        int batch = api.batch("Lake & <i>hills</i>", List.of(ids.get(0), ids.get(1), single));
        api.put(
                Map.of("group_map", Map.of("Group 1", ids, "Ungrouped", List.of(single))),
                "/batches/{id}/groups",
                batch);
        api.post("", "/batches/{id}/groups/Group 1/rank", batch).expectStatus().isOk();

        String page = open("/#/batches/" + batch);

        assertThat(page)
                .contains("Lake &amp; &lt;i&gt;hills&lt;/i&gt;")
                .contains("Group 1")
                .contains("Ungrouped")
                .contains("Best")
                .contains("/images/thumbnail/" + ids.get(0))
                .doesNotContain("<b>single</b>");
        assertThat(page.indexOf("large.jpg")).isLessThan(page.indexOf("small.jpg"));
    }

    @Test
    void showsTheBatchesToWhoOpensTheStartPage() throws Exception {
        api.batch("Winter 2024", List.of());

        assertThat(open("/")).contains("Winter 2024");
    }

    private String open(String path) throws IOException, InterruptedException {
        Optional<Path> browser = browser();
        assumeThat(browser).as("a Chromium on the path").isPresent();
        Path dom = folder.resolve("dom.html");
        Process process = new ProcessBuilder(
                        browser.orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--virtual-time-budget=20000",
                        "--dump-dom",
                        "http://localhost:" + port + path)
                .redirectOutput(dom.toFile())
                .redirectError(folder.resolve("browser.log").toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as("the browser ends")
                .isTrue();
        return Files.readString(dom, StandardCharsets.UTF_8);
    }

    private static Optional<Path> browser() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
