package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.batch.BatchBusy;
import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchGroups;
import dev.imageclustering.batch.GroupAdmission;
import dev.imageclustering.clustering.JoinedGroups;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.shared.CpuPool;
import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What people say of groups, while newcomers are assigned and when a pair is explained. */
@ServiceTest
class DecidedPlacesIntegrationTests {

    @Autowired
    private Api api;

    @Autowired
    private BatchCatalog catalog;

    @Autowired
    private BatchGroups groups;

    @Autowired
    private GroupAdmission admission;

    @Autowired
    private AnalysisQueue analysis;

    @Autowired
    private FeatureMatrices features;

    @Autowired
    private GroupDecisions decisions;

    @Autowired
    private RunCatalog runs;

    @Autowired
    private Hierarchies hierarchies;

    @Autowired
    private AutoMethod auto;

    @Autowired
    private RunLocks locks;

    @Autowired
    private RunPlaces atOnce;

    @Autowired
    private CpuPool cpu;

    @Autowired
    private TransactionTemplate transaction;

    private GroupCalls calls;
    private int bridge;
    private int blurred;
    private int hill;
    private int falcon;
    private int batch;

    @BeforeEach
    void group() throws IOException {
        api.deleteAllImages();
        calls = new GroupCalls(api);
        bridge = calls.store("bridge-1");
        blurred = calls.store("bridge-2-blurred");
        hill = calls.store("hill-1");
        falcon = calls.store("single-falcon");
        batch = api.batch("decided", List.of(bridge, blurred, hill, falcon));
        JsonNode found = Api.json(
                api.put("{}", "/batches/{id}/analyze", batch).expectStatus().isOk());
        assertThat(label(found, bridge)).isEqualTo("Group 1").isEqualTo(label(found, blurred));
    }

    @Test
    void leavesItToAPersonWhoGroupsMeanwhile() throws IOException {
        int newcomer = calls.add(batch, "bridge-3-smaller", GroupCalls.example("bridge-3-smaller"));
        Map<String, List<Integer>> map =
                Map.of("Bridges", List.of(bridge, blurred), "Ungrouped", List.of(hill, falcon, newcomer));

        assignment(() -> api.put(Map.of("group_map", map), "/batches/{id}/groups", batch)
                        .expectStatus()
                        .isOk())
                .assign(new BatchId(batch));

        JsonNode after = Api.json(api.get("/batches/{id}", batch).expectStatus().isOk());
        assertThat(label(after, newcomer)).isEqualTo("Ungrouped");
        assertThat(label(after, bridge)).isEqualTo("Bridges");
    }

    @Test
    void givesUpWherePeopleNeverStopDeciding() throws IOException {
        int newcomer = calls.add(batch, "bridge-3-smaller", GroupCalls.example("bridge-3-smaller"));
        AtomicInteger searches = new AtomicInteger();

        NewcomerAssignment assignment = assignment(() ->
                calls.decide(batch, searches.incrementAndGet() % 2 == 0 ? "similar" : "not_similar", hill, falcon));

        assertThatExceptionOfType(BatchBusy.class).isThrownBy(() -> assignment.assign(new BatchId(batch)));
        JsonNode after = Api.json(api.get("/batches/{id}", batch).expectStatus().isOk());
        assertThat(searches).hasValueGreaterThan(1);
        assertThat(label(after, newcomer)).isEqualTo("none");
    }

    @Test
    void heedsADecisionThatComesMeanwhile() throws IOException {
        int newcomer = calls.add(batch, "bridge-3-smaller", GroupCalls.example("bridge-3-smaller"));

        assignment(() -> calls.decide(batch, "not_similar", newcomer, bridge)).assign(new BatchId(batch));

        JsonNode after = Api.json(api.get("/batches/{id}", batch).expectStatus().isOk());
        assertThat(label(after, newcomer)).isEqualTo("Ungrouped");
    }

    @Test
    void explainsThatPeoplePutTwoTogether() {
        calls.decide(batch, "similar", hill, falcon);
        api.put("{}", "/batches/{id}/analyze", batch).expectStatus().isOk();

        JsonNode explanation = explain(hill, falcon);

        assertThat(explanation.get("same_group").asBoolean()).isTrue();
        assertThat(explanation.get("decision").asString()).isEqualTo("similar");
        assertThat(explanation.get("summary").asString())
                .contains("People decided that they belong together.")
                .contains("put together");
    }

    @Test
    void explainsThatPeopleKeepTwoApart() {
        calls.decide(batch, "not_similar", bridge, blurred);
        api.put("{}", "/batches/{id}/analyze", batch).expectStatus().isOk();

        JsonNode explanation = explain(bridge, blurred);

        assertThat(explanation.get("same_group").asBoolean()).isFalse();
        assertThat(explanation.get("decision").asString()).isEqualTo("not_similar");
        assertThat(explanation.get("summary").asString())
                .contains("People decided that they do not belong together.")
                .contains("By likeness they would be in one group")
                .doesNotContain("The gap that keeps them apart");
    }

    @Test
    void explainsWithoutADecisionWhereThereIsNone() {
        JsonNode explanation = explain(bridge, blurred);

        assertThat(explanation.get("decision").isNull()).isTrue();
        assertThat(explanation.get("summary").asString())
                .contains("The weakest link of the chain that joins them")
                .doesNotContain("People");
    }

    /** An assignment during which something happens each time that places were looked for. */
    private NewcomerAssignment assignment(Runnable meanwhile) {
        NewcomerPlaces places = new NewcomerPlaces(catalog, runs, hierarchies, auto) {
            @Override
            JoinedGroups find(BatchId id, Newcomers newcomers) {
                JoinedGroups found = super.find(id, newcomers);
                meanwhile.run();
                return found;
            }
        };
        return new NewcomerAssignment(
                catalog, groups, admission, analysis, features, decisions, places, locks, atOnce, cpu, transaction);
    }

    private JsonNode explain(int a, int b) {
        return Api.json(api.get("/batches/{id}/explain?a={a}&b={b}", batch, a, b)
                .expectStatus()
                .isOk());
    }

    private static String label(JsonNode answer, int image) {
        return GroupCalls.labels(answer).getOrDefault(image, "gone");
    }
}
