package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.clustering.RunMonitor;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.CpuPool;
import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What people decide when a run or the dial has heeded decisions already, but has not stored its groups. */
@ServiceTest
class LateDecisionsIntegrationTests {

    @Autowired
    private Api api;

    @Autowired
    private BatchCatalog catalog;

    @Autowired
    private BatchGroups groups;

    @Autowired
    private AnalysisQueue analysis;

    @Autowired
    private FeatureMatrices features;

    @Autowired
    private GroupingMethods methods;

    @Autowired
    private RunCatalog runs;

    @Autowired
    private RunJournal journal;

    @Autowired
    private Hierarchies hierarchies;

    @Autowired
    private GroupDecisions decisions;

    @Autowired
    private RunLocks locks;

    @Autowired
    private CpuPool cpu;

    @Autowired
    private TransactionTemplate transaction;

    private int bridge;
    private int blurred;
    private int falcon;
    private BatchId batch = new BatchId(1);

    @BeforeEach
    void group() throws IOException {
        api.deleteAllImages();
        bridge = store("bridge-1");
        blurred = store("bridge-2-blurred");
        falcon = store("single-falcon");
        batch = new BatchId(api.batch("late", List.of(bridge, blurred, falcon)));
        api.put("{}", "/batches/{id}/analyze", batch.value()).expectStatus().isOk();
        assertThat(label(bridge)).isEqualTo("Group 1").isEqualTo(label(blurred));
    }

    @Test
    void areHeededByARun() {
        analyze(() -> decide("not_similar", bridge, blurred));

        assertThat(label(bridge)).isEqualTo("Ungrouped");
        assertThat(label(blurred)).isEqualTo("Ungrouped");
    }

    @Test
    void areHeededByARunWhenTheyAreTakenBack() {
        int decision = decide("similar", bridge, falcon);

        analyze(() -> api.delete("/batches/{id}/decisions/{decision}", batch.value(), decision)
                .expectStatus()
                .is2xxSuccessful());

        assertThat(label(blurred)).isEqualTo("Group 1").isEqualTo(label(bridge));
        assertThat(label(falcon)).isEqualTo("Ungrouped");
    }

    @Test
    void areHeededByTheDial() {
        cut(() -> decide("similar", blurred, falcon));

        assertThat(label(falcon)).isEqualTo("Group 1").isEqualTo(label(bridge));
    }

    @Test
    void doNotKeepTheDialFromThePhotosThatLeaveMeanwhile() {
        cut(() -> api.send(
                        HttpMethod.DELETE,
                        Map.of("image_ids", List.of(blurred)),
                        "/batches/{id}/images",
                        batch.value())
                .expectStatus()
                .isOk());

        assertThat(label(bridge)).isEqualTo("Ungrouped");
    }

    private void analyze(Runnable meanwhile) {
        AnalysisRequest request = AnalysisRequest.ofMap(Map.of("method", GroupingMethods.AUTO));
        RunId id = journal.open(batch, new RunRequest(GroupingMethods.AUTO, request.toMap()));
        journal.begin(id);
        new GroupingRun(catalog, groups, analysis, features, methods, journal, deciding(meanwhile), cpu)
                .run(batch, id, request);
    }

    private void cut(Runnable meanwhile) {
        new Granularity(catalog, groups, runs, journal, hierarchies, deciding(meanwhile), locks, transaction)
                .set(batch, 0.5, 2);
    }

    /** Heeds decisions, then something happens. */
    private DecidedGroups deciding(Runnable meanwhile) {
        return new DecidedGroups(decisions) {
            private boolean over;

            @Override
            Decided honour(BatchId id, Found found, RunMonitor monitor) {
                Decided decided = super.honour(id, found, monitor);
                if (!over) {
                    over = true;
                    meanwhile.run();
                }
                return decided;
            }
        };
    }

    private int decide(String kind, int a, int b) {
        return Api.json(api.post(
                                Map.of("kind", kind, "image_ids", List.of(a, b)),
                                "/batches/{id}/decisions",
                                batch.value())
                        .expectStatus()
                        .is2xxSuccessful())
                .get(0)
                .get("id")
                .asInt();
    }

    private int store(String name) throws IOException {
        return api.store(name + ".jpg", Files.readAllBytes(Path.of("examples", name + ".jpg")));
    }

    private String label(int image) {
        JsonNode answer =
                Api.json(api.get("/batches/{id}", batch.value()).expectStatus().isOk());
        return answer.get("image_associations")
                .valueStream()
                .filter(member -> member.at("/image/id").asInt() == image)
                .map(member -> member.get("group_label").asString("none"))
                .findFirst()
                .orElse("gone");
    }
}
