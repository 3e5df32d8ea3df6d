package dev.imageclustering.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Api.File;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@ServiceTest
@TestPropertySource(
        properties = {
            "image-clustering.upload.max-file-size=200KB",
            "image-clustering.upload.max-request-size=1MB",
            "image-clustering.upload.max-files=30",
            "image-clustering.upload.max-pixels=200000"
        })
class UploadLimitsIntegrationTests {

    @Autowired
    private Api api;

    @Test
    void refusesAFileThatIsTooLargeAndSaysWhatWasTaken() {
        JsonNode problem = tooLarge(
                api.upload(new File("fine.jpg", Pictures.jpeg(1100)), new File("large.jpg", new byte[300_000])));

        assertThat(problem.get("detail").asString())
                .contains("204800 bytes")
                .contains("The 1 files before it were taken");
        assertThat(isStored(1100)).isTrue();
    }

    @Test
    void refusesARequestThatIsTooLarge() {
        List<File> files = IntStream.range(0, 8)
                .mapToObj(i -> new File("f.jpg", new byte[150_000]))
                .toList();

        assertThat(tooLarge(api.uploadTo("/images/upload", files)).get("detail").asString())
                .contains("1048576 bytes");
    }

    @Test
    void refusesMoreFilesThanTheLimit() {
        List<File> files = IntStream.range(0, 31)
                .mapToObj(i -> new File("f.txt", new byte[10]))
                .toList();

        assertThat(tooLarge(api.uploadTo("/images/upload", files)).get("detail").asString())
                .contains("more than 30 files");
    }

    @Test
    void keepsInTheBatchWhatWasTakenBeforeALimit() {
        int batch = api.batch("partly", List.of());

        tooLarge(api.uploadTo(
                "/batches/" + batch + "/upload-and-add",
                List.of(new File("fine.jpg", Pictures.jpeg(1101)), new File("large.jpg", new byte[300_000]))));

        assertThat(Api.json(api.get("/batches/{id}", batch)).get("image_count").asInt())
                .isEqualTo(1);
    }

    @Test
    void rejectsAPictureOfTooManyPixelsByItsHeader() {
        byte[] bomb = Pictures.png(1102);
        bomb[17] = 0x7F;

        JsonNode problem =
                Api.json(api.upload(new File("bomb.png", bomb)).expectStatus().isBadRequest());

        assertThat(problem.get("errors").get(0).get("message").asString()).contains("pixels");
    }

    private boolean isStored(long seed) {
        return Api.json(api.upload(new File("again.jpg", Pictures.jpeg(seed))))
                .get(0)
                .get("is_duplicate")
                .asBoolean();
    }

    private static JsonNode tooLarge(ResponseSpec response) {
        return Api.json(
                response.expectStatus().isEqualTo(413).expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON));
    }
}
