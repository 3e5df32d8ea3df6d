package dev.imageclustering.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Browser;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

        String page = shown(
                "/#/batches/" + batch,
                "Lake &amp; &lt;i&gt;hills&lt;/i&gt;",
                "Group 1",
                "Ungrouped",
                "Best",
                "/images/thumbnail/" + ids.get(0),
                "/images/thumbnail/" + single);

        assertThat(page).doesNotContain("<b>single</b>");
        assertThat(page.indexOf("large.jpg")).isLessThan(page.indexOf("small.jpg"));
    }

    @Test
    void showsTheBatchesToWhoOpensTheStartPage() throws Exception {
        api.batch("Winter 2024", List.of(api.store("winter.jpg", Pictures.jpeg(2002))));

        assertThat(shown("/", "Winter 2024")).contains("1 photo");
    }

    private String shown(String path, String... parts) throws IOException {
        Optional<Path> program = Browser.installed();
        assumeThat(program).as("a Chromium on the path").isPresent();
        try (Browser browser =
                Browser.open(program.orElseThrow(), folder, URI.create("http://localhost:" + port + path))) {
            return browser.await(List.of(parts));
        }
    }
}
