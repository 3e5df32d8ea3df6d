package dev.imageclustering.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Api.File;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ServedTypesIntegrationTests {

    @Autowired
    private Api api;

    @Test
    void servesWithTheTypeFoundInTheContentWhateverTheName() {
        byte[] picture = Pictures.png(6001);
        int id = api.store("page.html", picture);

        api.get("/images/{id}", id)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.IMAGE_PNG)
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "photo.jpg; <svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>; UNKNOWN_FORMAT",
                "photo.png; <!DOCTYPE html><script>alert(1)</script>; UNKNOWN_FORMAT",
                "photo.gif; %PDF-1.7; UNSUPPORTED_FORMAT",
                "photo.webp; GIF89aX; BROKEN_HEADER"
            })
    void refusesWhatIsNoPhotoWhateverItsName(String name, String content, String code) {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        List<File> files = List.of(new File("fine.png", Pictures.png(6002)), new File(name, bytes));

        JsonNode outcomes =
                Api.json(api.uploadTo("/images/upload", files).expectStatus().isOk());

        assertThat(outcomes.get(1).get("outcome").asString()).isEqualTo("rejected");
        assertThat(outcomes.get(1).get("error_code").asString()).isEqualTo(code);
    }
}
