package dev.imageclustering.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.image.ImageSignatures;
import dev.imageclustering.support.Api;
import dev.imageclustering.support.PhotoEdits;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

@ServiceTest
class SimilarityIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] ROCKS = PhotoEdits.photo("el-torcal-rocks");
    private static final byte[] CACTUS = PhotoEdits.photo("notocactus-minimus");
    private static final byte[] FLOWER = PhotoEdits.photo("polemonium-reptans");

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ImageSignatures signatures;

    @Autowired
    private AnalysisQueue analysis;

    @Value("${image-clustering.storage.root}")
    private Path root;

    @BeforeEach
    void deleteAllImages() {
        api.deleteAllImages();
    }

    @Test
    void findsThePhotoInWhateverOtherProgramsMadeOfIt() {
        int original = api.store("original.jpg", ROCKS);
        int recompressed = api.store("recompressed.jpg", PhotoEdits.recompressed(ROCKS, 0.4f));
        int scaled = api.store("scaled.jpg", PhotoEdits.scaled(ROCKS, 0.5));
        int turned = api.store("turned.jpg", PhotoEdits.turned(ROCKS));
        int mirrored = api.store("mirrored.jpg", PhotoEdits.mirrored(ROCKS));
        int cropped = api.store("cropped.jpg", PhotoEdits.cropped(ROCKS, 0.02));
        api.store("cactus.jpg", CACTUS);
        api.store("flower.jpg", FLOWER);
        api.awaitAnalyses();

        JsonNode similar = similar("/images/{id}/similar", original);

        Map<Integer, String> orientations = new TreeMap<>();
        similar.forEach(entry -> {
            assertThat(entry.get("kind").asString()).isEqualTo("same");
            assertThat(entry.at("/distances/hash_distance").asInt()).isBetween(0, 10);
            assertThat(entry.at("/distances/similarity").asDouble()).isBetween(0.12, 1.0);
            orientations.put(
                    entry.at("/image/id").asInt(),
                    entry.at("/distances/orientation").asString());
        });
        assertThat(orientations)
                .isEqualTo(Map.of(
                        recompressed, "upright",
                        scaled, "upright",
                        turned, "rotated_90",
                        mirrored, "mirrored",
                        cropped, "upright"));
        assertThat(similar.valueStream()
                        .map(entry -> entry.at("/distances/similarity").asDouble()))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void tellsANearDuplicateFromACopy() {
        int photo = api.store("photo.jpg", ROCKS);
        int closer = api.store("closer.jpg", PhotoEdits.cropped(ROCKS, 0.12));
        api.awaitAnalyses();

        JsonNode similar = similar("/images/{id}/similar", photo);

        assertThat(ids(similar)).containsExactly(closer);
        assertThat(similar.get(0).get("kind").asString()).isEqualTo("near");
        assertThat(similar.get(0).at("/distances/orientation").isNull()).isTrue();
        assertThat(ids(similar("/images/{id}/similar?kind=near", photo))).containsExactly(closer);
        assertThat(ids(similar("/images/{id}/similar?kind=same&kind=identical&kind=scene", photo)))
                .isEmpty();
    }

    @Test
    void answersWithTheMostAlikeUpToTheLimit() {
        int photo = api.store("photo.jpg", FLOWER);
        int copy = api.store("copy.jpg", PhotoEdits.recompressed(FLOWER, 0.95f));
        api.store("small.jpg", PhotoEdits.scaled(FLOWER, 0.3));
        api.awaitAnalyses();

        assertThat(ids(similar("/images/{id}/similar?limit=1", photo))).containsExactly(copy);
    }

    @Test
    void analysesTheImageThatIsAskedFor() {
        int photo = api.store("photo.jpg", CACTUS);
        int copy = api.store("copy.jpg", PhotoEdits.recompressed(CACTUS, 0.5f));

        similar("/images/{id}/similar", copy);

        assertThat(ids(similar("/images/{id}/similar", photo))).containsExactly(copy);
    }

    @Test
    void knowsWhatIsUploadedAndDeletedAtOnce() {
        int photo = api.store("photo.jpg", FLOWER);
        assertThat(ids(similar("/images/{id}/similar", photo))).isEmpty();

        int copy = api.store("copy.jpg", PhotoEdits.scaled(FLOWER, 0.6));
        api.awaitAnalyses();
        assertThat(ids(similar("/images/{id}/similar", photo))).containsExactly(copy);

        api.delete("/images/{id}", copy).expectStatus().isOk();
        assertThat(ids(similar("/images/{id}/similar", photo))).isEmpty();
    }

    @Test
    void knowsWhatAnotherProcessChanges() {
        int photo = api.store("photo.jpg", FLOWER);
        int copy = api.store("copy.jpg", PhotoEdits.scaled(FLOWER, 0.6));
        int other = api.store("other.jpg", CACTUS);
        api.awaitAnalyses();
        assertThat(ids(similar("/images/{id}/similar", photo))).containsExactly(copy);

        jdbc.sql("update images o set perceptual_hash = i.perceptual_hash, features = i.features, analysed_at = now()"
                        + " from images i where i.id = ? and o.id = ?")
                .params(copy, other)
                .update();
        assertThat(ids(similar("/images/{id}/similar", photo))).containsExactly(copy, other);

        jdbc.sql("delete from images where id = ?").param(copy).update();
        assertThat(ids(similar("/images/{id}/similar", photo))).containsExactly(other);

        jdbc.sql("update images set analysis_state = 'failed', analysed_at = now() where id = ?")
                .param(other)
                .update();
        assertThat(ids(similar("/images/{id}/similar", photo))).isEmpty();
    }

    @Test
    void findsEnoughWhereAnotherProcessDeletedMany() {
        int photo = api.store("photo.jpg", FLOWER);
        api.awaitAnalyses();
        jdbc.sql("insert into images (filename, original_filename, file_path, image_hash, analysis_state, analysed_at,"
                        + " feature_model, features, perceptual_hash)"
                        + " select 'copy ' || n, 'copy', 'copy ' || n, 'copy ' || n, analysis_state, now(), feature_model,"
                        + " features, perceptual_hash from images, generate_series(1, 300) n where id = ? order by n")
                .param(photo)
                .update();
        assertThat(similar("/images/{id}/similar?limit=300", photo)).hasSize(300);
        jdbc.sql("delete from images where filename like 'copy %' and id < (select max(id) - 20 from images)")
                .update();
        List<Integer> left = jdbc.sql("select id from images where filename like 'copy %' order by id")
                .query(Integer.class)
                .list();

        assertThat(ids(similar("/images/{id}/similar?limit=10", photo))).isEqualTo(left.subList(0, 10));
    }

    @Test
    void findsTheSameWithoutMemoryForVectors() {
        List<Integer> images = new ArrayList<>();
        for (byte[] photo : List.of(ROCKS, FLOWER, CACTUS)) {
            images.add(api.store("photo.jpg", photo));
            images.add(api.store("copy.jpg", PhotoEdits.recompressed(photo, 0.6f)));
            images.add(api.store("turned.jpg", PhotoEdits.turned(photo)));
            images.add(api.store("part.jpg", PhotoEdits.cropped(photo, 0.2)));
        }
        api.awaitAnalyses();
        LibraryIndex roomy = index(DataSize.ofMegabytes(100));
        LibraryIndex cramped = index(DataSize.ofBytes(1));

        Map<Integer, Probe> probes = roomy.probes(images);
        assertThat(probes).hasSize(12);
        for (Probe probe : probes.values()) {
            List<Candidate> found = roomy.search(probe, likeness -> true, 50);
            assertThat(found).hasSizeGreaterThanOrEqualTo(2);
            assertThat(cramped.search(probe, likeness -> true, 50)).isEqualTo(found);
        }
        assertThat(cramped.probes(images).values().stream().map(Probe::hash).sorted())
                .isEqualTo(probes.values().stream().map(Probe::hash).sorted().toList());
        assertThat(cramped.copyFamilies()).hasSize(3);
    }

    @Test
    void findsTheSameBytesUnderThePathOfAnotherSystem() throws Exception {
        int photo = api.store("photo.jpg", ROCKS);
        Files.write(root.resolve("adopted.jpg"), ROCKS);
        Files.write(root.resolve("similar.jpg"), Pictures.withComment(ROCKS, "not the same bytes"));
        int adopted = adopt("adopted.jpg");
        int similar = adopt("similar.jpg");
        similar("/images/{id}/similar", adopted);
        similar("/images/{id}/similar", similar);

        JsonNode answer = similar("/images/{id}/similar", photo);

        assertThat(ids(answer)).containsExactly(adopted, similar);
        assertThat(answer.get(0).get("kind").asString()).isEqualTo("identical");
        assertThat(answer.get(1).get("kind").asString()).isEqualTo("same");
        assertThat(ids(similar("/images/{id}/similar?kind=identical", photo))).containsExactly(adopted);
    }

    @ParameterizedTest
    @CsvSource({"kind=twin, kind", "limit=0, limit", "limit=1001, limit", "limit=x, limit"})
    void refusesWhatItDoesNotKnow(String query, String field) {
        int photo = api.store("photo.jpg", CACTUS);

        JsonNode problem = Api.json(
                api.get("/images/{id}/similar?" + query, photo).expectStatus().isEqualTo(422));

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
    }

    @Test
    void refusesAnImageThatDoesNotExist() {
        JsonNode problem = Api.json(
                api.get("/images/{id}/similar", 2_000_000_000).expectStatus().isNotFound());

        assertThat(problem.get("detail").asString()).isEqualTo("Image 2000000000 not found");
    }

    @Test
    void refusesAnImageThatCannotBeRead() {
        byte[] broken = Pictures.png(2301);
        Arrays.fill(broken, 60, broken.length, (byte) 0);
        int failed = api.store("broken.png", broken);

        JsonNode problem =
                Api.json(api.get("/images/{id}/similar", failed).expectStatus().isEqualTo(422));

        assertThat(problem.get("type").asString()).endsWith("image-not-comparable");
        assertThat(problem.get("detail").asString()).contains("Image " + failed);
    }

    @Test
    void isReadyBeforeAnybodyAsks() {
        api.store("photo.jpg", ROCKS);
        api.store("copy.jpg", PhotoEdits.recompressed(ROCKS, 0.6f));
        api.awaitAnalyses();
        LibraryIndex index = index(DataSize.ofMegabytes(100));
        LibraryUpkeep upkeep = new LibraryUpkeep(index, Duration.ofMillis(20));

        upkeep.start();
        try {
            await().atMost(PATIENCE).until(index::images, images -> images == 2);
            api.store("later.jpg", FLOWER);
            await().atMost(PATIENCE).until(index::images, images -> images == 3);
        } finally {
            upkeep.destroy();
        }
    }

    @Test
    void waitsForTheFirstQuestionWhereItIsToldTo() {
        api.store("photo.jpg", ROCKS);
        api.awaitAnalyses();
        LibraryIndex index = index(DataSize.ofMegabytes(100));

        new LibraryUpkeep(index, Duration.ZERO).start();

        assertThat(index.images()).isZero();
        assertThat(index.copyFamilies()).isEmpty();
        assertThat(index.images()).isOne();
    }

    private LibraryIndex index(DataSize memory) {
        return new LibraryIndex(signatures, analysis, new SimilarityProperties(memory, Duration.ZERO));
    }

    /** Adds an image as a migration leaves it. */
    private int adopt(String file) {
        return jdbc.sql("insert into images (filename, original_filename, file_path, image_hash)"
                        + " values (:file, :file, :file, 'legacy-' || :file) returning id")
                .param("file", file)
                .query(Integer.class)
                .single();
    }

    private JsonNode similar(String uri, int image) {
        return Api.json(api.get(uri, image).expectStatus().isOk());
    }

    private static List<Integer> ids(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.at("/image/id").asInt()).toList();
    }
}
