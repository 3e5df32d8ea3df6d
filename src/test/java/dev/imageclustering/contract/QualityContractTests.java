package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Api.File;
import dev.imageclustering.support.OnnxFiles;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@ServiceTest
class QualityContractTests {

    private static final int UNKNOWN = 2_000_000_000;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    /** Two models that take the mean of the picture for its quality: bright is good by the one, dark by the other. */
    @DynamicPropertySource
    static void models(DynamicPropertyRegistry registry) {
        registry.add("image-clustering.quality.musiq-model", () -> model("musiq", "size=8"));
        registry.add("image-clustering.quality.clipiqa-plus-model", () -> model("clipiqa", "size=8\ndirection=lower"));
    }

    private static Path model(String name, String settings) {
        try {
            Path folder = Files.createTempDirectory("quality-model");
            folder.toFile().deleteOnExit();
            Files.writeString(folder.resolve(name + ".properties"), settings);
            return Files.write(folder.resolve(name + ".onnx"), OnnxFiles.mean(1, 3, 8, 8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest
    @CsvSource({"technical, true", "piqe, false", "brisque, false", "niqe, false", "musiq, true", "clipiqa+, false"})
    void measuresByEachMetricAndTellsWhichWayItRuns(String metric, boolean higherIsBetter) {
        int id = api.store("metric.jpg", Pictures.jpeg(1401));

        JsonNode quality = Api.json(api.get("/images/quality/{id}?metric={metric}", id, metric)
                .expectStatus()
                .isOk());

        assertThat(quality.get("quality_metric").asString()).isEqualTo(metric);
        assertThat(quality.get("quality_score").asDouble()).isBetween(0.0, 100.0);
        assertThat(quality.get("higher_is_better").asBoolean()).isEqualTo(higherIsBetter);
    }

    @Test
    void namesTheEightPartsOfTheTechnicalQuality() {
        int id = api.store("parts.jpg", Pictures.jpeg(1402));

        assertThat(Api.json(api.get("/images/quality/{id}", id))
                        .get("sub_scores")
                        .propertyNames())
                .containsExactlyInAnyOrder(
                        "sharpness",
                        "exposure",
                        "clipping",
                        "contrast",
                        "noise",
                        "colourfulness",
                        "artefacts",
                        "resolution");
    }

    @ParameterizedTest
    @CsvSource({"cnniqa, cnniqa-model", "liqe, liqe-model", "LIQE, liqe-model"})
    void saysHowToSetUpAMetricThatNeedsAModel(String metric, String property) {
        int id = api.store("no-model.jpg", Pictures.jpeg(1403));

        for (int image : List.of(id, UNKNOWN)) {
            JsonNode problem = Api.json(api.get("/images/quality/{id}?metric={metric}", image, metric)
                    .expectStatus()
                    .isEqualTo(422));
            assertThat(problem.get("detail").asString()).contains("image-clustering.quality." + property);
            assertThat(problem.at("/errors/0/field").asString()).isEqualTo("metric");
        }
        api.post(List.of(id), "/images/quality/batch?metric={metric}", metric)
                .expectStatus()
                .isEqualTo(422);
        int batch = grouped("not set up", List.of(id));
        api.post("", "/batches/{id}/groups/Group 1/rank?metric={metric}", batch, metric)
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void understandsAPlusThatWasNotEncoded() {
        int id = api.store("plus.jpg", Pictures.jpeg(1404));

        assertThat(Api.json(api.client()
                                .get()
                                .uri(uri -> uri.path("/images/quality/" + id)
                                        .query("metric=clipiqa+")
                                        .build())
                                .exchange()
                                .expectStatus()
                                .isOk())
                        .get("quality_metric")
                        .asString())
                .isEqualTo("clipiqa+");
    }

    @Test
    void keepsTheScoresOfAllMetricsAndShowsTheLatestWithTheImage() {
        int id = api.store("many.jpg", Pictures.jpeg(1405));
        String technical = analyzedAt(id, "technical");
        String piqe = analyzedAt(id, "piqe");

        assertThat(analyzedAt(id, "technical")).isEqualTo(technical);
        assertThat(analyzedAt(id, "piqe")).isEqualTo(piqe);
        assertThat(jdbc.sql(
                                "select metric || ' ' || model from image_quality_scores where image_id = ? order by metric")
                        .param(id)
                        .query(String.class)
                        .list())
                .containsExactly("piqe piqe/1", "technical technical/4");
        assertThat(jdbc.sql("select quality_metric from images where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo("piqe");
    }

    @Test
    void computesAScoreOfAnotherModelAnew() {
        int id = api.store("older.jpg", Pictures.jpeg(1406));
        String before = analyzedAt(id, "niqe");
        jdbc.sql("update image_quality_scores set model = 'niqe/0', score = 99 where image_id = ? and metric = 'niqe'")
                .param(id)
                .update();

        assertThat(analyzedAt(id, "niqe")).isGreaterThan(before);
        assertThat(Api.json(api.get("/images/quality/{id}?metric=niqe", id))
                        .get("quality_score")
                        .asDouble())
                .isLessThan(99);
    }

    @Test
    void computesATechnicalQualityOfTheVersionBeforeAnew() {
        List<Integer> ids = api.storeScenes(1440, 2);
        ids.forEach(id -> analyzedAt(id, "technical"));
        jdbc.sql("update image_quality_scores set model = 'technical/2', score = 3 where image_id in (?, ?)")
                .params(ids.get(0), ids.get(1))
                .update();
        int batch = grouped("of another version", ids);

        api.post("", "/batches/{id}/groups/Group 1/rank", batch).expectStatus().isOk();

        assertThat(jdbc.sql("select model from image_quality_scores where image_id in (?, ?) and score > 3")
                        .params(ids.get(0), ids.get(1))
                        .query(String.class)
                        .list())
                .containsExactly("technical/4", "technical/4");
    }

    @Test
    void looksAtTheFullSizeOfImagesThatAreRankedAndOfNoOthers() {
        List<Integer> ids = api.storeScenes(1450, 3);
        int batch = api.batch("ranked in part", ids);
        api.put(
                        Map.of("group_map", Map.of("Group 1", ids.subList(0, 2), "Group 2", ids.subList(2, 3))),
                        "/batches/{id}/groups",
                        batch)
                .expectStatus()
                .isOk();
        for (int group = 1; group <= 2; group++) {
            api.post("", "/batches/{id}/groups/Group {group}/rank", batch, group)
                    .expectStatus()
                    .isOk();
        }

        assertThat(partsOf(ids.get(0))).contains("detail", "grain").hasSize(10);
        assertThat(partsOf(ids.get(1))).contains("detail", "grain").hasSize(10);
        assertThat(partsOf(ids.get(2))).doesNotContain("detail", "grain").hasSize(8);
    }

    @Test
    void keepsTheLookAtTheFullSizeForTheNextRanking() {
        List<Integer> ids = api.storeScenes(1455, 2);
        int batch = grouped("ranked twice", ids);
        rank(batch);
        jdbc.sql(
                        "update image_quality_scores set sub_scores = jsonb_set(sub_scores, '{detail}', '0.125') where image_id = ?")
                .param(ids.get(0))
                .update();

        rank(batch);

        assertThat(Api.json(api.get("/images/quality/{id}", ids.get(0)))
                        .at("/sub_scores/detail")
                        .asDouble())
                .isEqualTo(0.125);
    }

    @Test
    void countsTheLookAtTheFullSizeInTheRankingAndNotInTheScoreOfAnImage() {
        List<Integer> ids = api.storeScenes(1460, 2);
        double before = score(ids.get(0), "technical");
        int batch = grouped("two scores", ids);
        rank(batch);

        JsonNode ranked = Api.json(api.get("/batches/{id}/groups/Group 1/ranking", batch))
                .get("images")
                .valueStream()
                .filter(image -> image.get("image_id").asInt() == ids.get(0))
                .findFirst()
                .orElseThrow();
        assertThat(score(ids.get(0), "technical")).isEqualTo(before);
        assertThat(ranked.get("quality_score").asDouble()).isNotEqualTo(before);
    }

    private void rank(int batch) {
        api.post("", "/batches/{id}/groups/Group 1/rank", batch).expectStatus().isOk();
    }

    private List<String> partsOf(int id) {
        return List.copyOf(
                Api.json(api.get("/images/quality/{id}", id)).get("sub_scores").propertyNames());
    }

    @Test
    void forgetsTheScoresOfADeletedImage() {
        int id = api.store("deleted.jpg", Pictures.jpeg(1407));
        analyzedAt(id, "piqe");

        api.delete("/images/{id}", id).expectStatus().isOk();

        assertThat(jdbc.sql("select count(*) from image_quality_scores where image_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void answersABatchInItsOrderWithEachIdAsOftenAsAsked(String force) {
        List<Integer> ids = api.storeScenes(1410, 3);
        List<Integer> asked = List.of(ids.get(2), ids.get(0), ids.get(2), UNKNOWN, ids.get(1));

        JsonNode answer = Api.json(api.post(asked, "/images/quality/batch?metric=piqe&force_reanalyze={force}", force)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-Failed-Ids", String.valueOf(UNKNOWN)));

        assertThat(answer.valueStream().map(quality -> quality.get("image_id").asInt()))
                .containsExactly(ids.get(2), ids.get(0), ids.get(2), ids.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"technical", "piqe", "brisque", "niqe"})
    void ranksTheOriginalFirstWhicheverWayTheMetricRuns(String metric) throws IOException {
        List<Integer> ids = storedCopies();
        int batch = grouped("ranked", ids);

        JsonNode answer = Api.json(api.post("", "/batches/{id}/groups/Group 1/rank?metric={metric}", batch, metric)
                .expectStatus()
                .isOk());

        JsonNode first = answer.get("image_associations").get(0);
        assertThat(first.get("quality_rank").asInt()).isEqualTo(1);
        assertThat(first.get("image").get("id").asInt()).isEqualTo(ids.get(1));
    }

    @ParameterizedTest
    @CsvSource({"musiq, 0", "clipiqa+, 1"})
    void ranksByAModelTheWayThatItsSettingsSay(String metric, int best) {
        int one = api.store("one.jpg", Pictures.jpeg(1420));
        int other = api.store("other.jpg", Pictures.jpeg(1421));
        List<Integer> brightFirst =
                score(one, "musiq") > score(other, "musiq") ? List.of(one, other) : List.of(other, one);
        int batch = grouped("by a model", brightFirst);

        JsonNode answer = Api.json(api.post("", "/batches/{id}/groups/Group 1/rank?metric={metric}", batch, metric)
                .expectStatus()
                .isOk());

        assertThat(answer.get("image_associations")
                        .get(0)
                        .get("image")
                        .get("id")
                        .asInt())
                .isEqualTo(brightFirst.get(best));
    }

    @Test
    void tellsWhatToKeepAndWhatTheOthersLack() throws IOException {
        List<Integer> ids = storedCopies();
        int blurred = ids.get(0);
        int best = ids.get(1);
        int batch = grouped("reasons", ids);
        api.post("", "/batches/{id}/groups/Group 1/rank", batch).expectStatus().isOk();

        JsonNode ranking = Api.json(api.get("/batches/{id}/groups/Group 1/ranking", batch)
                .expectStatus()
                .isOk());

        assertThat(ranking.get("batch_id").asInt()).isEqualTo(batch);
        assertThat(ranking.get("group_label").asString()).isEqualTo("Group 1");
        assertThat(ranking.get("metric").asString()).isEqualTo("technical");
        assertThat(ranking.get("higher_is_better").asBoolean()).isTrue();
        assertThat(ranking.get("ranked_at").asString()).endsWith("Z");
        JsonNode first = ranking.get("images").get(0);
        assertThat(first.get("image_id").asInt()).isEqualTo(best);
        assertThat(first.get("keep").asBoolean()).isTrue();
        assertThat(first.get("quality_difference").asDouble()).isZero();
        assertThat(first.get("quality_reason").asString()).isEqualTo("best of the group by technical");
        JsonNode lost = ranking.get("images")
                .valueStream()
                .filter(image -> image.get("image_id").asInt() == blurred)
                .findFirst()
                .orElseThrow();
        assertThat(lost.get("keep").asBoolean()).isFalse();
        assertThat(lost.get("quality_difference").asDouble()).isNegative();
        assertThat(lost.get("quality_reason").asString()).isEqualTo("less sharp than " + best);
    }

    @Test
    void doesNotTellOfAGroupThatWasNotRankedOrIsNotThere() {
        int batch = grouped("unranked", api.storeScenes(1430, 2));

        JsonNode problem = Api.json(api.get("/batches/{id}/groups/Group 1/ranking", batch)
                .expectStatus()
                .isEqualTo(409));
        assertThat(problem.get("detail").asString()).isEqualTo("Group 'Group 1' has not been ranked yet.");
        api.get("/batches/{id}/groups/Group 9/ranking", batch).expectStatus().isBadRequest();
        api.get("/batches/{id}/groups/Group 1/ranking", UNKNOWN).expectStatus().isNotFound();
    }

    @Test
    void tellsOfAnImageThatCouldNotBeRanked() {
        byte[] broken = Pictures.png(1431);
        Arrays.fill(broken, 60, broken.length, (byte) 0);
        int failed = api.store("broken.png", broken);
        int fine = api.store("fine.jpg", Pictures.jpeg(1432));
        int batch = grouped("one broken", List.of(failed, fine));
        api.post("", "/batches/{id}/groups/Group 1/rank", batch).expectStatus().isOk();

        JsonNode last = Api.json(api.get("/batches/{id}/groups/Group 1/ranking", batch))
                .get("images")
                .get(1);

        assertThat(last.get("image_id").asInt()).isEqualTo(failed);
        assertThat(last.get("quality_rank").isNull()).isTrue();
        assertThat(last.get("quality_score").isNull()).isTrue();
        assertThat(last.get("quality_reason").asString()).contains("cannot be read");
    }

    /** The bridge of the examples: blurred, as it is, smaller. */
    private List<Integer> storedCopies() throws IOException {
        File[] files = {example("bridge-2-blurred.jpg"), example("bridge-1.jpg"), example("bridge-3-smaller.jpg")};
        return Api.json(api.upload(files).expectStatus().isOk())
                .valueStream()
                .map(image -> image.get("id").asInt())
                .toList();
    }

    private static File example(String name) throws IOException {
        return new File(name, Files.readAllBytes(Path.of("examples", name)));
    }

    private int grouped(String name, List<Integer> ids) {
        int batch = api.batch(name, ids);
        api.put(Map.of("group_map", Map.of("Group 1", ids)), "/batches/{id}/groups", batch)
                .expectStatus()
                .isOk();
        return batch;
    }

    private double score(int id, String metric) {
        return Api.json(api.get("/images/quality/{id}?metric={metric}", id, metric))
                .get("quality_score")
                .asDouble();
    }

    private String analyzedAt(int id, String metric) {
        return Api.json(api.get("/images/quality/{id}?metric={metric}", id, metric)
                        .expectStatus()
                        .isOk())
                .get("analyzed_at")
                .asString();
    }
}
