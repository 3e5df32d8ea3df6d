package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Api.File;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

@ServiceTest
class UploadContractTests {

    private static final byte[] NOT_A_PICTURE = "only words".getBytes(StandardCharsets.UTF_8);

    @Autowired
    private Api api;

    @Test
    void storesEveryFileInTheOrderOfTheRequest() {
        JsonNode images = Api.json(api.upload(
                        new File("one.jpg", Pictures.jpeg(101)),
                        new File("two.png", Pictures.png(102)),
                        new File("three.jpg", Pictures.jpeg(103)))
                .expectStatus()
                .isOk());

        assertThat(images.valueStream()
                        .map(image -> image.get("original_filename").asString()))
                .containsExactly("one.jpg", "two.png", "three.jpg");
        assertThat(images.valueStream()).allSatisfy(image -> {
            assertThat(image.get("id").isInt()).isTrue();
            assertThat(image.get("is_duplicate").asBoolean()).isFalse();
            assertThat(image.get("message").isNull()).isTrue();
            assertThat(image.get("outcome").asString()).isEqualTo("stored");
            assertThat(image.get("image_hash").asString()).hasSize(64);
        });
    }

    @Test
    void namesTheStoredFileByItsContentAndItsPathRelativeToTheStore() {
        byte[] png = Pictures.png(104);

        JsonNode image = Api.json(api.upload(new File("claims-to-be.jpg", png))).get(0);

        String hash = image.get("image_hash").asString();
        assertThat(image.get("filename").asString()).isEqualTo(hash + ".png");
        assertThat(image.get("file_path").asString()).doesNotStartWith("/").endsWith(hash + ".png");
        assertThat(image.get("mime_type").asString()).isEqualTo("image/png");
        assertThat(image.get("file_size").asInt()).isEqualTo(png.length);
    }

    @Test
    void answersWithTheStoredImageWhenTheSameBytesComeAgain() {
        int id = api.store("first.jpg", Pictures.jpeg(105));

        JsonNode again = Api.json(api.upload(new File("again.jpg", Pictures.jpeg(105)))
                        .expectStatus()
                        .isOk())
                .get(0);

        assertThat(again.get("id").asInt()).isEqualTo(id);
        assertThat(again.get("is_duplicate").asBoolean()).isTrue();
        assertThat(again.get("message").asString()).isEqualTo("Duplicate of existing image ID: " + id);
        assertThat(again.get("original_filename").asString()).isEqualTo("first.jpg");
    }

    @Test
    void findsDuplicatesWithinOneRequest() {
        JsonNode images =
                Api.json(api.upload(new File("a.jpg", Pictures.jpeg(106)), new File("b.jpg", Pictures.jpeg(106))));

        assertThat(images.get(1).get("id")).isEqualTo(images.get(0).get("id"));
        assertThat(images.valueStream().map(image -> image.get("is_duplicate").asBoolean()))
                .containsExactly(false, true);
    }

    @Test
    void rejectsWhatIsNoPictureAndTakesTheRest() {
        JsonNode images =
                Api.json(api.upload(new File("words.jpg", NOT_A_PICTURE), new File("fine.jpg", Pictures.jpeg(107)))
                        .expectStatus()
                        .isOk());

        JsonNode rejected = images.get(0);
        assertThat(rejected.get("id").isNull()).isTrue();
        assertThat(rejected.get("outcome").asString()).isEqualTo("rejected");
        assertThat(rejected.get("message").asString()).isNotBlank();
        assertThat(rejected.get("error_code").asString()).isEqualTo("UNKNOWN_FORMAT");
        assertThat(images.get(1).get("outcome").asString()).isEqualTo("stored");
    }

    @Test
    void answersWithAProblemWhenNoFileCanBeRead() {
        JsonNode problem = Api.json(api.upload(new File("a.txt", NOT_A_PICTURE), new File("b.jpg", new byte[0]))
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON));

        assertThat(problem.get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString()))
                .containsExactly("a.txt", "b.jpg");
        assertThat(problem.get("message")).isEqualTo(problem.get("detail"));
    }

    @Test
    void refusesARequestWithoutFiles() {
        JsonNode problem = Api.json(
                api.uploadTo("/images/upload", List.of()).expectStatus().isEqualTo(422));

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo("files");
    }

    @Test
    void refusesABodyThatIsNotMultipart() {
        api.post("{}", "/images/upload")
                .expectStatus()
                .isEqualTo(415)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void refusesAMultipartBodyThatEndsTooEarlyAndKeepsWhatCameBefore() {
        byte[] body = ("--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.jpg\"\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);

        JsonNode problem = Api.json(api.client()
                .post()
                .uri("/images/upload")
                .contentType(MediaType.parseMediaType("multipart/form-data; boundary=cut"))
                .body(body)
                .exchange()
                .expectStatus()
                .isEqualTo(422));

        assertThat(problem.get("detail").asString()).contains("0 files before that were taken");
    }

    @Test
    void takesAFileWithALongNameAndTheOnesBehindIt() {
        String name = "ア".repeat(900) + ".jpg";

        JsonNode images =
                Api.json(api.upload(new File(name, Pictures.jpeg(109)), new File("next.jpg", Pictures.jpeg(110)))
                        .expectStatus()
                        .isOk());

        assertThat(images.get(0).get("original_filename").asString()).isEqualTo(name);
        assertThat(images.get(1).get("outcome").asString()).isEqualTo("stored");
    }

    @Test
    void keepsOnlyTheNameOfAClientsPath() {
        JsonNode image = Api.json(api.upload(new File("C:\\photos\\Äpfel & Birnen.jpg", Pictures.jpeg(108))))
                .get(0);

        assertThat(image.get("original_filename").asString()).isEqualTo("Äpfel & Birnen.jpg");
    }
}
