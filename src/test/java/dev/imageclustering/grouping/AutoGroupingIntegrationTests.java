package dev.imageclustering.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** The photos of the tour, grouped without a parameter. */
@ServiceTest
class AutoGroupingIntegrationTests {

    private static final Set<Set<String>> SCENES = Set.of(
            Set.of("bridge-1", "bridge-2-blurred", "bridge-3-smaller"),
            Set.of("hill-1", "hill-2", "hill-3"),
            Set.of("tower-1", "tower-2"));

    @Autowired
    private Api api;

    @Value("${image-clustering.storage.root}")
    private Path storage;

    private final Map<Integer, String> names = new HashMap<>();
    private int batch;

    @BeforeEach
    void storeTheTour() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".jpg"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                names.put(api.store(name, Files.readAllBytes(file)), name.replace(".jpg", ""));
            }
        }
        batch = api.batch("tour", names.keySet().stream().sorted().toList());
    }

    @Test
    void findsTheScenesAndLeavesTheSinglesAlone() {
        JsonNode answer = analyze(Map.of());

        assertThat(groups(answer)).isEqualTo(SCENES);
        assertThat(answer.get("parameters").propertyNames()).containsExactly("method");
        assertThat(answer.get("parameters").get("method").asString()).isEqualTo("auto");
    }

    @Test
    void asksNoDetailsWhereItShallNotVerify() {
        JsonNode answer = analyze(Map.of("verify", false));

        assertThat(answer.get("parameters").get("verify").asBoolean()).isFalse();
        assertThat(groups(answer)).contains(Set.of("bridge-1", "bridge-2-blurred", "bridge-3-smaller"));
    }

    @Test
    void computesDetailsThatAreNotStored() throws IOException {
        analyze(Map.of());
        try (Stream<Path> files = Files.walk(storage)) {
            List<Path> details = files.filter(file -> file.toString().endsWith("-keypoints.bin"))
                    .toList();
            assertThat(details).hasSizeGreaterThanOrEqualTo(names.size());
            for (Path file : details) {
                Files.delete(file);
            }
        }

        assertThat(groups(analyze(Map.of()))).isEqualTo(SCENES);
    }

    @Test
    void keepsAHierarchyForTheDial() {
        analyze(Map.of());

        assertThat(groups(dial(0.5))).isEqualTo(SCENES);
        assertThat(groups(dial(0)).stream().flatMap(Set::stream)).hasSizeLessThan(8);
    }

    @Test
    void explainsWithoutDensitiesThatItNeverMeasured() {
        analyze(Map.of());

        JsonNode why = Api.json(api.get("/batches/{id}/explain?a={a}&b={b}", batch, id("hill-1"), id("hill-2")));
        assertThat(why.get("same_group").asBoolean()).isTrue();
        assertThat(why.get("link").get("distance").asDouble()).isLessThan(0.552);
        assertThat(why.get("a").get("core_distance").isNull()).isTrue();
        assertThat(why.get("mutual_reachability").isNull()).isTrue();
    }

    @Test
    void explainsWhatTwoPhotosHaveInCommon() {
        analyze(Map.of());

        JsonNode why = explain("bridge-1", "bridge-3-smaller");

        JsonNode evidence = why.get("evidence");
        int places = evidence.get("places").asInt();
        assertThat(places)
                .isGreaterThan(20)
                .isLessThanOrEqualTo(evidence.get("comparable_places").asInt());
        assertThat(evidence.get("mirrored").asBoolean()).isFalse();
        assertThat(evidence.get("corroboration").asDouble()).isGreaterThan(15);
        assertThat(evidence.get("closeness").asDouble()).isBetween(0.0, 1.0);
        assertThat(evidence.get("strength").asDouble()).isGreaterThan(places);
        assertThat(evidence.get("threshold").asDouble()).isEqualTo(6.5);
        assertThat(why.get("summary").asString())
                .contains("%d places of %d are found in %d".formatted(places, id("bridge-1"), id("bridge-3-smaller")))
                .contains("6.5 is enough to join");
    }

    @Test
    void explainsAllThatAStrengthIsMadeOf() {
        analyze(Map.of());

        JsonNode evidence = explain("hill-1", "hill-2").get("evidence");

        double places =
                evidence.get("places").asInt() - (evidence.get("mirrored").asBoolean() ? 1 : 0);
        double keypoints = Math.clamp((evidence.get("corroboration").asDouble() - 13) / 3, -1.75, 1.25);
        double seconds = evidence.get("seconds_apart").asDouble();
        double time = seconds <= 2 ? 1.5 : seconds <= 60 ? 0.5 : seconds >= 43_200 ? -0.5 : 0;
        assertThat(evidence.get("comparable_places").asInt()).isGreaterThan(128);
        assertThat(evidence.get("strength").asDouble())
                .isEqualTo(places + keypoints + 16 * evidence.get("closeness").asDouble() + time, within(1e-9));
    }

    @Test
    void explainsTheLinkThatJoinedThem() {
        analyze(Map.of());

        JsonNode link = explain("hill-1", "hill-2").get("link");

        double strength = link.at("/evidence/strength").asDouble();
        assertThat(strength).isGreaterThanOrEqualTo(6.5);
        assertThat(link.get("distance").asDouble()).isEqualTo(1 / (1 + strength / 8), within(1e-3));
    }

    @Test
    void explainsThatTwoPhotosHaveNothingInCommon() {
        analyze(Map.of());

        JsonNode why = explain("single-falcon", "tower-1");

        assertThat(why.at("/evidence/strength").asDouble()).isLessThan(6.5);
        assertThat(why.get("summary").asString()).contains("that would join two images");
    }

    @Test
    void explainsWithoutDetailsWhereItDidNotVerify() {
        analyze(Map.of("verify", false));

        JsonNode why = explain("bridge-1", "bridge-3-smaller");

        assertThat(why.at("/evidence/places").isNull()).isTrue();
        assertThat(why.at("/evidence/mirrored").isNull()).isTrue();
        assertThat(why.at("/evidence/corroboration").isNull()).isTrue();
        assertThat(why.at("/link/distance").asDouble())
                .isEqualTo(1 / (1 + why.at("/link/evidence/strength").asDouble() / 8), within(1e-3));
        assertThat(why.get("summary").asString()).doesNotContain("place");
    }

    @Test
    void explainsByDistancesAloneAfterHdbscan() {
        analyze(Map.of("min_cluster_size", 2, "min_samples", 1));

        JsonNode why = explain("bridge-1", "bridge-3-smaller");

        assertThat(why.get("evidence").isNull()).isTrue();
        assertThat(why.get("mutual_reachability").isNumber()).isTrue();
        assertThat(why.get("summary").asString()).doesNotContain("strength");
    }

    @Test
    void explainsByTheStrengthThatTheDialAsksFor() {
        analyze(Map.of());
        dial(0);

        assertThat(explain("hill-1", "hill-2").at("/evidence/threshold").asDouble())
                .isEqualTo(200, within(0.001));
    }

    @Test
    void saysWhichEngineFoundTheGroups() {
        analyze(Map.of());

        JsonNode run = Api.json(api.get("/batches/{id}/runs", batch)).get(0);
        assertThat(run.get("method").asString()).isEqualTo("auto");
        assertThat(run.get("engine_version").asString()).isEqualTo("verified/2");
    }

    @ParameterizedTest
    @CsvSource({
        "min_cluster_size, 2",
        "min_samples, 1",
        "metric, cosine",
        "cluster_selection_method, leaf",
        "cluster_selection_epsilon, 0.1",
        "allow_single_cluster, true"
    })
    void refusesParametersOfAnotherMethod(String field, String value) {
        JsonNode problem = Api.json(api.put(
                        "{\"method\": \"auto\", \"%s\": %s}"
                                .formatted(
                                        field,
                                        value.matches("[a-z]+") && !value.equals("true") ? '"' + value + '"' : value),
                        "/batches/{id}/analyze",
                        batch)
                .expectStatus()
                .isEqualTo(422));

        assertThat(problem.at("/errors/0/field").asString()).isEqualTo(field);
    }

    private int id(String name) {
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private JsonNode explain(String a, String b) {
        return Api.json(api.get("/batches/{id}/explain?a={a}&b={b}", batch, id(a), id(b))
                .expectStatus()
                .isOk());
    }

    private JsonNode analyze(Map<String, Object> request) {
        return Api.json(
                api.put(request, "/batches/{id}/analyze", batch).expectStatus().isOk());
    }

    private JsonNode dial(double value) {
        return Api.json(api.put(Map.of("value", value), "/batches/{id}/granularity", batch)
                .expectStatus()
                .isOk());
    }

    private Set<Set<String>> groups(JsonNode answer) {
        Map<String, Set<String>> groups = new TreeMap<>();
        answer.get("image_associations")
                .forEach(member -> groups.computeIfAbsent(
                                member.get("group_label").asString(), label -> new TreeSet<>())
                        .add(names.get(member.get("image").get("id").asInt())));
        groups.remove("Ungrouped");
        return Set.copyOf(groups.values());
    }
}
