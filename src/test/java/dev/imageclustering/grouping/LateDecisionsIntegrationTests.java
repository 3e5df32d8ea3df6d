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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.support.TransactionTemplate;

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

    private GroupCalls calls;
    private int bridge;
    private int blurred;
    private int falcon;
    private BatchId batch = new BatchId(1);

    @BeforeEach
    void group() throws IOException {
        api.deleteAllImages();
        calls = new GroupCalls(api);
        bridge = calls.store("bridge-1");
        blurred = calls.store("bridge-2-blurred");
        falcon = calls.store("single-falcon");
        batch = new BatchId(api.batch("late", List.of(bridge, blurred, falcon)));
        api.put("{}", "/batches/{id}/analyze", batch.value()).expectStatus().isOk();
        assertThat(label(bridge)).isEqualTo("Group 1").isEqualTo(label(blurred));
    }

    @Test
    void areHeededByARun() {
        analyze(() -> calls.decide(batch.value(), "not_similar", bridge, blurred));

        assertThat(label(bridge)).isEqualTo("Ungrouped");
        assertThat(label(blurred)).isEqualTo("Ungrouped");
    }

    @Test
    void areHeededByARunWhenTheyAreTakenBack() {
        int decision = calls.decide(batch.value(), "similar", bridge, falcon);

        analyze(() -> api.delete("/batches/{id}/decisions/{decision}", batch.value(), decision)
                .expectStatus()
                .is2xxSuccessful());

        assertThat(label(blurred)).isEqualTo("Group 1").isEqualTo(label(bridge));
        assertThat(label(falcon)).isEqualTo("Ungrouped");
    }

    @Test
    void areHeededByTheDial() {
        cut(() -> calls.decide(batch.value(), "similar", blurred, falcon));

        assertThat(label(falcon)).isEqualTo("Group 1").isEqualTo(label(bridge));
    }

    @Test
    void doNotKeepTheDialFromThePhotosThatLeaveMeanwhile() {
        cut(() -> api.send(
                        HttpMethod.DELETE, Map.of("image_ids", List.of(blurred)), "/batches/{id}/images", batch.value())
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

    private String label(int image) {
        return calls.labels(batch.value()).getOrDefault(image, "gone");
    }
}
