package dev.imageclustering.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.PhotoEdits;
import dev.imageclustering.support.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class DuplicatesIntegrationTests {

    private static final byte[] ROCKS = PhotoEdits.photo("el-torcal-rocks");
    private static final byte[] CACTUS = PhotoEdits.photo("notocactus-minimus");
    private static final byte[] FLOWER = PhotoEdits.photo("polemonium-reptans");

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void deleteAllImages() {
        api.deleteAllImages();
    }

    @Test
    void tellsTheCopiesInABatchAndWhichToKeep() {
        int small = api.store("small.jpg", PhotoEdits.scaled(ROCKS, 0.4));
        int rocks = api.store("rocks.jpg", ROCKS);
        int flower = api.store("flower.jpg", FLOWER);
        int turned = api.store("turned.jpg", PhotoEdits.recompressed(PhotoEdits.turned(FLOWER), 0.3f));
        int cactus = api.store("cactus.jpg", CACTUS);
        int elsewhere = api.store("elsewhere.jpg", PhotoEdits.scaled(CACTUS, 0.4));
        int batch = api.batch("copies", List.of(small, rocks, flower, turned, cactus));
        api.awaitAnalyses();

        JsonNode groups = Api.json(
                api.get("/batches/{id}/duplicates", batch).expectStatus().isOk());

        assertThat(groups.valueStream().map(group -> group.at("/keep/id").asInt()))
                .containsExactly(rocks, flower);
        assertThat(ids(groups.get(0).get("copies"))).containsExactly(small);
        assertThat(ids(groups.get(1).get("copies"))).containsExactly(turned);
        assertThat(groups.get(0).get("reason").asString()).startsWith("best quality: ");
        assertThat(groups.get(1).at("/copies/0/distances/orientation").asString())
                .isEqualTo("rotated_90");
        assertThat(ids(similar("/images/{id}/similar", cactus))).containsExactly(elsewhere);
    }

    @Test
    void keepsTheLargestWhereQualitiesAreOfTwoVersions() {
        int small = api.store("small.jpg", PhotoEdits.scaled(ROCKS, 0.4));
        int rocks = api.store("rocks.jpg", ROCKS);
        int batch = api.batch("versions", List.of(small, rocks));
        api.awaitAnalyses();
        jdbc.sql("update image_quality_scores set score = 1e6, model = 'another/1' where image_id = :id")
                .param("id", small)
                .update();

        JsonNode group = Api.json(api.get("/batches/{id}/duplicates", batch)).get(0);

        assertThat(group.at("/keep/id").asInt()).isEqualTo(rocks);
        assertThat(group.get("reason").asString()).startsWith("most pixels: ");
    }

    @Test
    void comparesTheTechnicalQualityWhateverMetricWasAskedForLast() {
        int small = api.store("small.jpg", PhotoEdits.scaled(ROCKS, 0.4));
        int rocks = api.store("rocks.jpg", ROCKS);
        int batch = api.batch("metrics", List.of(small, rocks));
        api.awaitAnalyses();
        api.get("/images/quality/{id}?metric=piqe", rocks).expectStatus().isOk();

        JsonNode group = Api.json(api.get("/batches/{id}/duplicates", batch)).get(0);

        assertThat(group.get("reason").asString()).startsWith("best quality: ");
        assertThat(group.at("/keep/id").asInt()).isEqualTo(rocks);
    }

    @Test
    void answersPageByPage() {
        List<Integer> batchImages = new ArrayList<>();
        for (byte[] photo : List.of(ROCKS, FLOWER, CACTUS)) {
            batchImages.add(api.store("photo.jpg", photo));
            batchImages.add(api.store("copy.jpg", PhotoEdits.recompressed(photo, 0.5f)));
        }
        int batch = api.batch("pages", batchImages);
        api.awaitAnalyses();

        var first =
                api.get("/batches/{id}/duplicates?limit=2", batch).expectBody().returnResult();
        String link = Objects.requireNonNull(first.getResponseHeaders().getFirst("Link"));
        JsonNode rest = Api.json(api.get(link.substring(link.indexOf("/batches"), link.indexOf('>'))));

        assertThat(rest).hasSize(1);
        assertThat(rest.get(0).at("/keep/id").asInt()).isIn(batchImages.get(4), batchImages.get(5));
        assertThat(Api.json(api.get("/batches/{id}/duplicates?after={after}", batch, batchImages.get(4))))
                .isEmpty();
    }

    @Test
    void doesNotTakeFlatPicturesForCopies() {
        int black = api.store("black.jpg", PhotoEdits.flat(10));
        int white = api.store("white.jpg", PhotoEdits.flat(245));
        int batch = api.batch("flat", List.of(black, white));
        api.awaitAnalyses();

        assertThat(jdbc.sql("select count(distinct perceptual_hash) from images")
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(Api.json(api.get("/batches/{id}/duplicates", batch))).isEmpty();
    }

    @Test
    void refusesTheDuplicatesOfNoBatch() {
        JsonNode problem = Api.json(api.get("/batches/{id}/duplicates", 2_000_000_000)
                .expectStatus()
                .isNotFound());

        assertThat(problem.get("detail").asString()).isEqualTo("Batch 2000000000 not found");
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=1001, limit", "after=-1, after"})
    void refusesAPageThatCannotBe(String query, String field) {
        int batch = api.batch("pages", List.of());

        JsonNode problem = Api.json(api.get("/batches/{id}/duplicates?" + query, batch)
                .expectStatus()
                .isEqualTo(422));

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
    }

    private JsonNode similar(String uri, int image) {
        return Api.json(api.get(uri, image).expectStatus().isOk());
    }

    private static List<Integer> ids(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.at("/image/id").asInt()).toList();
    }
}
