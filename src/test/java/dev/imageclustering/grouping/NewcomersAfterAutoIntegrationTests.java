package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.PhotoEdits;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Photos of the tour that come after the others were grouped without a parameter. */
@ServiceTest
class NewcomersAfterAutoIntegrationTests {

    private static final List<String> GROUPED =
            List.of("bridge-1", "bridge-2-blurred", "hill-1", "hill-2", "single-falcon", "single-ridge");

    @Autowired
    private Api api;

    private final Map<String, Integer> ids = new HashMap<>();
    private GroupCalls calls;
    private int batch;
    private Map<Integer, String> before = Map.of();

    @BeforeEach
    void group() throws IOException {
        api.deleteAllImages();
        calls = new GroupCalls(api);
        for (String name : GROUPED) {
            ids.put(name, calls.store(name));
        }
        batch = api.batch("tour", ids.values().stream().sorted().toList());
        before = GroupCalls.labels(Api.json(
                api.put("{}", "/batches/{id}/analyze", batch).expectStatus().isOk()));
        assertThat(before.get(id("bridge-1")))
                .startsWith("Group")
                .isEqualTo(before.get(id("bridge-2-blurred")))
                .isNotEqualTo(before.get(id("hill-1")));
    }

    @Test
    void joinsTheGroupsOfWhatTheyShow() throws IOException {
        add("bridge-3-smaller");
        add("hill-3");
        add("single-anemones");

        Map<Integer, String> after = assign();

        assertThat(after)
                .containsEntry(id("bridge-3-smaller"), label("bridge-1"))
                .containsEntry(id("hill-3"), label("hill-1"))
                .containsEntry(id("single-anemones"), "Ungrouped")
                .containsAllEntriesOf(before);
    }

    @Test
    void makesANewGroupOfThoseThatMatchEachOtherAlone() throws IOException {
        add("tower-1");
        add("tower-2");

        Map<Integer, String> after = assign();

        assertThat(after)
                .containsEntry(id("tower-1"), "Group 3")
                .containsEntry(id("tower-2"), "Group 3")
                .containsAllEntriesOf(before);
    }

    @Test
    void doesNotMoveWhatIsInNoGroup() throws IOException {
        add("falcon-again", PhotoEdits.recompressed(GroupCalls.example("single-falcon"), 0.5f));

        assertThat(assign()).containsEntry(id("falcon-again"), "Ungrouped").containsAllEntriesOf(before);
    }

    @Test
    void keepsOutWhatSomebodyHeldApart() throws IOException {
        add("bridge-3-smaller");
        decide("not_similar", "bridge-3-smaller", "bridge-2-blurred");

        assertThat(assign()).containsEntry(id("bridge-3-smaller"), "Ungrouped").containsAllEntriesOf(before);
    }

    @Test
    void putsBesideItsPartnerWhatSomebodyPutThere() throws IOException {
        add("single-anemones");
        decide("similar", "single-anemones", "hill-1");

        assertThat(assign())
                .containsEntry(id("single-anemones"), label("hill-1"))
                .containsAllEntriesOf(before);
    }

    @Test
    void comparesNoDetailsWhereTheRunDidNot() throws IOException {
        api.put("{\"verify\": false}", "/batches/{id}/analyze", batch)
                .expectStatus()
                .isOk();
        add("bridge-3-smaller");

        assertThat(assign()).containsEntry(id("bridge-3-smaller"), label("bridge-1"));
    }

    @Test
    void asksAsMuchAsTheDialDoes() throws IOException {
        api.put("{\"value\": 0}", "/batches/{id}/granularity", batch)
                .expectStatus()
                .isOk();
        add("hill-3");

        assertThat(assign()).containsEntry(id("hill-3"), "Ungrouped");
    }

    @Test
    void makesNoSmallerGroupsThanTheDialDoes() throws IOException {
        api.put("{\"value\": 0.5, \"min_group_size\": 3}", "/batches/{id}/granularity", batch)
                .expectStatus()
                .isOk();
        add("tower-1");
        add("tower-2");

        assertThat(assign()).containsEntry(id("tower-1"), "Ungrouped").containsEntry(id("tower-2"), "Ungrouped");
    }

    @Test
    void leavesAloneWhatCannotBeRead() throws IOException {
        byte[] broken = Pictures.png(2601);
        Arrays.fill(broken, 60, broken.length, (byte) 0);
        add("broken", broken);
        add("hill-3");

        assertThat(assign()).containsEntry(id("broken"), "Ungrouped").containsEntry(id("hill-3"), label("hill-1"));
    }

    @Test
    void keepsWhatJoinedInTheNextRun() throws IOException {
        add("bridge-3-smaller");
        Map<Integer, String> joined = assign();

        assertThat(GroupCalls.labels(Api.json(api.put("{}", "/batches/{id}/analyze", batch)
                        .expectStatus()
                        .isOk())))
                .isEqualTo(joined);
    }

    private void add(String name) throws IOException {
        add(name, GroupCalls.example(name));
    }

    private void add(String name, byte[] photo) {
        ids.put(name, calls.add(batch, name, photo));
    }

    private void decide(String kind, String a, String b) {
        calls.decide(batch, kind, id(a), id(b));
    }

    private int id(String name) {
        return ids.getOrDefault(name, 0);
    }

    private String label(String name) {
        return before.getOrDefault(id(name), "none");
    }

    private Map<Integer, String> assign() {
        return GroupCalls.labels(calls.assign(batch));
    }
}
