package dev.imageclustering.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Pages of batches that have more images together than may be in memory at once. */
@ServiceTest
@Import(BatchRows.class)
@TestPropertySource(properties = "image-clustering.jobs.enabled=false")
class LargePageIntegrationTests {

    private static final int IMAGES = 100;
    private static final int BATCHES = 250;
    private static final int LARGE = BatchCatalog.MOST_IN_PAGE / IMAGES + 1;

    @Autowired
    private Api api;

    @Autowired
    private BatchRows rows;

    @Autowired
    private BatchCatalog catalog;

    @Autowired
    private JdbcClient jdbc;

    private List<Integer> batches = List.of();

    @BeforeEach
    void insertBatches() {
        jdbc.sql("truncate table image_batch_association, image_batches, images cascade")
                .update();
        rows.insertImages(IMAGES);
        rows.insertBatches(BATCHES);
        batches = jdbc.sql("select id from image_batches order by id")
                .query(Integer.class)
                .list();
    }

    @Test
    void saysTheSameAsTheWholeListByteForByte() {
        String whole = Api.text(api.get("/batches/").expectStatus().isOk());
        int after = batches.get(LARGE - 1);

        String first = Api.text(api.get("/batches?limit={limit}", LARGE));
        String second = Api.text(api.get("/batches?limit={limit}&after={after}", LARGE - 1, after));
        String rest = Api.text(api.get("/batches?limit=1000&after={after}", batches.get(2 * LARGE - 2)));

        assertThat(elements(first) + "," + elements(second) + "," + elements(rest))
                .isEqualTo(elements(whole));
    }

    @Test
    void linksToTheNextPageWhereItIsFull() {
        assertThat(link(api.get("/batches?limit={limit}", LARGE)))
                .endsWith("/batches?limit=%d&after=%d>; rel=\"next\"".formatted(LARGE, batches.get(LARGE - 1)));
        assertThat(link(api.get("/batches?limit=1000"))).isNull();
    }

    @Test
    void isAProblemWhereItCannotBeRead() {
        jdbc.sql("alter table images rename to hidden").update();
        try {
            ResponseSpec answer = api.get("/batches?limit={limit}", LARGE)
                    .expectStatus()
                    .is5xxServerError()
                    .expectHeader()
                    .doesNotExist(HttpHeaders.LINK);

            assertThat(Api.json(answer).get("status").asInt()).isEqualTo(500);
        } finally {
            jdbc.sql("alter table hidden rename to images").update();
        }
    }

    @Test
    void isHowItWasAtOneTime() {
        List<Integer> sizes = new ArrayList<>();
        List<String> isolation = new ArrayList<>();
        catalog.forEach(0, LARGE, last -> {}, batch -> {
            if (sizes.isEmpty()) {
                isolation.add(jdbc.sql("show transaction_isolation")
                        .query(String.class)
                        .single());
                // In a transaction of its own, hence on another thread.
                CompletableFuture.runAsync(() -> deleteMembersOfOthers(batch)).join();
            }
            sizes.add(batch.memberships().size());
        });

        assertThat(isolation).containsExactly("repeatable read");
        assertThat(sizes).hasSize(LARGE).containsOnly(IMAGES);
    }

    @Test
    void hasOneBatchInMemoryAtATime() {
        List<WeakReference<BatchView>> seen = new ArrayList<>();
        catalog.forEach(0, BATCHES, last -> {}, batch -> {
            seen.add(new WeakReference<>(batch));
            if (seen.size() == BATCHES) {
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                    System.gc();
                    assertThat(seen.stream().filter(view -> view.refersTo(null)))
                            .hasSizeGreaterThanOrEqualTo(BATCHES - 2);
                });
            }
        });

        assertThat(seen).hasSize(BATCHES);
    }

    @Test
    void isNotHandedOutWhole() {
        assertThat(catalog.page(0, LARGE)).isEmpty();
        assertThat(catalog.page(0, LARGE - 1))
                .get()
                .satisfies(page -> assertThat(page)
                        .hasSize(LARGE - 1)
                        .allSatisfy(batch -> assertThat(batch.memberships()).hasSize(IMAGES)));
    }

    private void deleteMembersOfOthers(BatchView batch) {
        jdbc.sql("delete from image_batch_association where batch_id <> :id")
                .param("id", batch.id())
                .update();
    }

    private static String elements(String array) {
        assertThat(array).startsWith("[{").endsWith("}]");
        return array.substring(1, array.length() - 1);
    }

    private static String link(ResponseSpec answer) {
        return answer.returnResult(String.class).getResponseHeaders().getFirst(HttpHeaders.LINK);
    }
}
