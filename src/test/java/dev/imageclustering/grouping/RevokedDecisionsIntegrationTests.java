package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.shared.BatchId;
import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.support.TransactionTemplate;

/** Decisions that are taken back while somebody else changes those of the batch. */
@ServiceTest
@TestPropertySource(properties = "image-clustering.jobs.enabled=false")
class RevokedDecisionsIntegrationTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Autowired
    private Api api;

    @Autowired
    private GroupDecisions decisions;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private List<Integer> images = List.of();
    private BatchId batch = new BatchId(1);
    private int decision;

    @BeforeEach
    void decide() {
        api.deleteAllImages();
        images = api.storeScenes(900, 3);
        batch = new BatchId(api.batch("decided", images));
        decision = decide(DecisionKind.SIMILAR, 0, 1);
    }

    @Test
    void goWhenTheOtherIsDone() {
        int[] other = new int[1];

        ResponseSpec answer = revokeWhile(() -> other[0] = decide(DecisionKind.SIMILAR, 1, 2));

        answer.expectStatus().isNoContent();
        assertThat(stored()).containsExactly(other[0]);
    }

    @Test
    void areNotFoundWhereTheOtherHasReplacedThem() {
        int[] other = new int[1];

        ResponseSpec answer = revokeWhile(() -> other[0] = decide(DecisionKind.NOT_SIMILAR, 0, 1));

        answer.expectStatus().isNotFound();
        assertThat(stored()).containsExactly(other[0]);
    }

    /** Takes the decision back while a transaction with a change of the decisions is open, and ends that. */
    private ResponseSpec revokeWhile(Runnable change) {
        CompletableFuture<ResponseSpec> answer = Objects.requireNonNull(transaction.execute(status -> {
            change.run();
            int holder =
                    jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
            CompletableFuture<ResponseSpec> running = CompletableFuture.supplyAsync(
                    () -> api.delete("/batches/{id}/decisions/{decision}", batch.value(), decision));
            await().atMost(LONG).until(() -> waitsForTheBatch(holder));
            assertThat(running).isNotDone();
            return running;
        }));
        assertThat(answer).succeedsWithin(LONG);
        return answer.join();
    }

    private boolean waitsForTheBatch(int holder) {
        return jdbc.sql("select exists (select from pg_stat_activity where :holder = any(pg_blocking_pids(pid))"
                        + " and query like '%image_batches%')")
                .param("holder", holder)
                .query(Boolean.class)
                .single();
    }

    private int decide(DecisionKind kind, int a, int b) {
        return decisions
                .decide(batch, kind, List.of(images.get(a), images.get(b)))
                .getFirst()
                .id();
    }

    private List<Integer> stored() {
        return decisions.page(batch, 0, 10).stream().map(DecisionView::id).toList();
    }
}
