package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ImagesContractTests {

    private static final int UNKNOWN = 2_000_000_000;

    @Autowired
    private Api api;

    @Test
    void listsAllImagesById() {
        List<Integer> ids = api.storeScenes(200, 3);

        JsonNode all = Api.json(api.get("/images/").expectStatus().isOk());

        assertThat(all.valueStream().map(image -> image.get("id").asInt()))
                .isSorted()
                .containsAll(ids);
        assertThat(all.valueStream()).allSatisfy(image -> {
            assertThat(image.propertyNames())
                    .contains(
                            "id",
                            "filename",
                            "original_filename",
                            "file_path",
                            "has_thumbnail",
                            "is_duplicate",
                            "message",
                            "quality_score",
                            "quality_metric");
            assertThat(image.propertyNames()).doesNotContain("features");
        });
    }

    @Test
    void listsPagesThatLinkToTheNext() {
        List<Integer> ids = api.storeScenes(210, 3);

        ResponseSpec first = api.get("/images?limit=2&after={after}", ids.getFirst() - 1)
                .expectStatus()
                .isOk()
                .expectHeader()
                .value(
                        HttpHeaders.LINK,
                        link -> assertThat(link)
                                .contains("limit=2")
                                .contains("after=" + ids.get(1))
                                .endsWith("rel=\"next\""));
        ResponseSpec last = api.get("/images?limit=2&after={after}", ids.get(1));

        assertThat(ids(first)).containsExactly(ids.get(0), ids.get(1));
        assertThat(ids(last)).containsExactly(ids.get(2));
        last.expectHeader().doesNotExist(HttpHeaders.LINK);
    }

    @Test
    void refusesALimitThatIsOutOfRange() {
        JsonNode problem = Api.json(api.get("/images?limit=0").expectStatus().isEqualTo(422));

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo("limit");
    }

    @Test
    void answersWithTheOriginalBytes() {
        byte[] png = Pictures.png(220);
        int id = api.store("ä \"quoted\".png", png);

        ResponseSpec answer = api.get("/images/{id}", id)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.IMAGE_PNG)
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .exists(HttpHeaders.LAST_MODIFIED)
                .expectHeader()
                .value(HttpHeaders.ETAG, tag -> assertThat(tag).startsWith("\""))
                .expectHeader()
                .value(
                        HttpHeaders.CACHE_CONTROL,
                        value -> assertThat(value).contains("private", "immutable", "max-age="))
                .expectHeader()
                .value(
                        HttpHeaders.CONTENT_DISPOSITION,
                        value -> assertThat(value)
                                .startsWith("inline;")
                                .contains("filename*=UTF-8''%C3%A4%20%22quoted%22.png"));

        assertThat(Api.bytes(answer)).isEqualTo(png);
    }

    @Test
    void answersNotModifiedToAClientThatHasTheFile() {
        int id = api.store("cached.jpg", Pictures.jpeg(221));
        String tag = api.get("/images/{id}", id)
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getETag();

        api.client()
                .get()
                .uri("/images/{id}", id)
                .header(HttpHeaders.IF_NONE_MATCH, tag)
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @Test
    void answersWithARangeOfTheOriginal() {
        byte[] jpeg = Pictures.jpeg(222);
        int id = api.store("range.jpg", jpeg);

        ResponseSpec answer = range(id, "bytes=10-19")
                .expectStatus()
                .isEqualTo(206)
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_RANGE, "bytes 10-19/" + jpeg.length);

        assertThat(Api.bytes(answer)).isEqualTo(java.util.Arrays.copyOfRange(jpeg, 10, 20));
    }

    @Test
    void refusesARangeBeyondTheEnd() {
        int id = api.store("short.jpg", Pictures.jpeg(223));

        range(id, "bytes=99999999-").expectStatus().isEqualTo(416);
    }

    private ResponseSpec range(int id, String range) {
        return api.client()
                .get()
                .uri("/images/{id}", id)
                .header(HttpHeaders.RANGE, range)
                .exchange();
    }

    @Test
    void makesAThumbnailBeforeItsJobHasRun() throws IOException {
        int id = api.store("thumb.jpg", Pictures.jpeg(230));

        ResponseSpec answer = api.get("/images/thumbnail/{id}", id)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.IMAGE_JPEG)
                .expectHeader()
                .exists(HttpHeaders.ETAG);

        BufferedImage thumbnail = ImageIO.read(new ByteArrayInputStream(Api.bytes(answer)));
        assertThat(thumbnail.getWidth()).isEqualTo(256);
        assertThat(thumbnail.getHeight()).isEqualTo(192);
        assertThat(Api.json(api.get("/images/?limit=1&after={after}", id - 1))
                        .get(0)
                        .get("has_thumbnail")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void refusesAThumbnailOfAnUnknownSize() {
        int id = api.store("size.jpg", Pictures.jpeg(231));

        JsonNode problem = Api.json(
                api.get("/images/thumbnail/{id}?size=300", id).expectStatus().isEqualTo(422));

        assertThat(problem.get("detail").asString()).contains("256 or 1024");
    }

    @Test
    void answersWithTheMetadataShape() {
        int id = api.store("plain.jpg", Pictures.jpeg(240));

        JsonNode metadata =
                Api.json(api.get("/images/metadata/{id}", id).expectStatus().isOk());

        assertThat(metadata.propertyNames())
                .contains(
                        "width",
                        "height",
                        "orientation",
                        "shot_at",
                        "latitude",
                        "longitude",
                        "camera_make",
                        "camera_model",
                        "focal_length",
                        "f_number",
                        "exposure_time",
                        "iso",
                        "caption",
                        "tags",
                        "rating");
        assertThat(metadata.get("width").asInt()).isEqualTo(480);
        assertThat(metadata.get("height").asInt()).isEqualTo(360);
        assertThat(metadata.get("iso").isNull()).isTrue();
    }

    @Test
    void answersWithTheQualityAndItsSubScores() {
        int id = api.store("quality.jpg", Pictures.jpeg(250));

        JsonNode quality =
                Api.json(api.get("/images/quality/{id}", id).expectStatus().isOk());

        assertThat(quality.get("image_id").asInt()).isEqualTo(id);
        assertThat(quality.get("quality_score").isNumber()).isTrue();
        assertThat(quality.get("quality_metric").asString()).isEqualTo("technical");
        assertThat(quality.get("analyzed_at").asString()).endsWith("Z");
        assertThat(quality.get("file_name").asString()).isEqualTo("quality.jpg");
        assertThat(quality.get("higher_is_better").asBoolean()).isTrue();
        assertThat(quality.get("sub_scores").valueStream())
                .isNotEmpty()
                .allSatisfy(score -> assertThat(score.asDouble()).isBetween(0.0, 1.0));
    }

    @Test
    void computesTheQualityAgainOnDemand() {
        int id = api.store("forced.jpg", Pictures.jpeg(251));
        String first = analyzedAt(id, false);

        assertThat(analyzedAt(id, false)).isEqualTo(first);
        assertThat(analyzedAt(id, true)).isGreaterThan(first);
    }

    private String analyzedAt(int id, boolean force) {
        return Api.json(api.get("/images/quality/{id}?force_reanalyze={force}", id, force))
                .get("analyzed_at")
                .asString();
    }

    @Test
    void namesTheKnownMetricsToWhoAsksForAnother() {
        int id = api.store("metric.jpg", Pictures.jpeg(252));

        JsonNode problem = Api.json(
                api.get("/images/quality/{id}?metric=vmaf", id).expectStatus().isEqualTo(422));

        assertThat(problem.get("detail").asString())
                .contains("vmaf")
                .contains("technical, piqe, brisque, niqe, musiq, clipiqa+, cnniqa, liqe");
    }

    @Test
    void answersWithQualitiesInTheOrderOfTheIdsAndReportsTheFailed() {
        List<Integer> ids = api.storeScenes(260, 2);
        List<Integer> asked = List.of(ids.get(1), UNKNOWN, ids.get(0));

        ResponseSpec answer = api.post(asked, "/images/quality/batch")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-Failed-Ids", String.valueOf(UNKNOWN));

        assertThat(Api.json(answer)
                        .valueStream()
                        .map(quality -> quality.get("image_id").asInt()))
                .containsExactly(ids.get(1), ids.get(0));
    }

    @Test
    void reportsManyFailedQualitiesWithoutBreakingTheAnswer() {
        int id = api.storeScenes(265, 1).getFirst();
        List<Integer> asked = new ArrayList<>(List.of(id));
        for (int i = 0; i < 3_000; i++) {
            asked.add(UNKNOWN + i);
        }

        ResponseSpec answer = api.post(asked, "/images/quality/batch")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-Failed-Count", "3000")
                .expectHeader()
                .value("X-Failed-Ids", ids -> assertThat(ids).startsWith(UNKNOWN + ","));

        assertThat(Api.json(answer).size()).isEqualTo(1);
    }

    @Test
    void answersWithAProblemWhenEveryQualityFails() {
        JsonNode problem = Api.json(api.post(List.of(UNKNOWN), "/images/quality/batch")
                .expectStatus()
                .isBadRequest());

        assertThat(problem.get("errors").get(0).get("message").asString()).isEqualTo("Image " + UNKNOWN + " not found");
    }

    @Test
    void deletesAnImageWithItsFilesAndMemberships() {
        List<Integer> ids = api.storeScenes(270, 2);
        int batch = api.batch("loses one", ids);
        int id = ids.getFirst();

        JsonNode answer = Api.json(api.delete("/images/{id}", id).expectStatus().isOk());

        assertThat(answer.get("message").asString())
                .isEqualTo("Image ID %d and its files have been deleted.".formatted(id));
        api.get("/images/{id}", id).expectStatus().isNotFound();
        JsonNode members = Api.json(api.get("/batches/{id}", batch)).get("image_associations");
        assertThat(members.valueStream()
                        .map(member -> member.get("image").get("id").asInt()))
                .containsExactly(ids.get(1));
    }

    @Test
    void takesADeletedImageInAgain() {
        int id = api.store("back.jpg", Pictures.jpeg(280));
        api.delete("/images/{id}", id).expectStatus().isOk();

        int again = api.store("back.jpg", Pictures.jpeg(280));

        assertThat(again).isNotEqualTo(id);
        api.get("/images/{id}", again).expectStatus().isOk();
    }

    @Test
    void answersWithAProblemForAnUnknownImage() {
        for (String path :
                List.of("/images/{id}", "/images/thumbnail/{id}", "/images/metadata/{id}", "/images/quality/{id}")) {
            assertUnknown(api.get(path, UNKNOWN));
        }
        assertUnknown(api.delete("/images/{id}", UNKNOWN));
    }

    private static void assertUnknown(ResponseSpec response) {
        JsonNode problem = Api.json(
                response.expectStatus().isNotFound().expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON));
        assertThat(problem.get("detail").asString()).isEqualTo("Image " + UNKNOWN + " not found");
        assertThat(problem.get("message")).isEqualTo(problem.get("detail"));
        assertThat(problem.get("status").asInt()).isEqualTo(404);
        assertThat(problem.propertyNames()).contains("type", "title", "instance");
    }

    @Test
    void refusesAnIdThatIsNoNumber() {
        JsonNode problem =
                Api.json(api.get("/images/metadata/abc").expectStatus().isEqualTo(422));

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo("id");
    }

    @Test
    void answersBothSpellingsOfAPath() {
        api.get("/images").expectStatus().isOk();
        api.get("/images/").expectStatus().isOk();
        api.post(Map.of("name", "slash", "image_ids", List.of()), "/batches")
                .expectStatus()
                .isOk();
        api.post(Map.of("name", "slash", "image_ids", List.of()), "/batches/")
                .expectStatus()
                .isOk();
    }

    private static List<Integer> ids(ResponseSpec list) {
        return Api.json(list)
                .valueStream()
                .map(image -> image.get("id").asInt())
                .toList();
    }
}
