package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.RawHttp;
import dev.imageclustering.support.RawHttp.Answer;
import dev.imageclustering.support.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Requests that no good client makes are answered with a problem too. */
@ServiceTest
class RefusalsContractTests {

    @Autowired
    private Api api;

    @LocalServerPort
    private int port;

    private RawHttp raw() {
        return new RawHttp(port);
    }

    @ParameterizedTest
    @CsvSource({
        "/no/[such], /no/%5Bsuch%5D",
        "/no/{such}, /no/%7Bsuch%7D",
        "/no/a|b<c>d^e`f, /no/a%7Cb%3Cc%3Ed%5Ee%60f",
        "/no/a%20b%2Fc, /no/a%20b%2Fc",
        "//no, /no"
    })
    void namesThePathOfAProblemInItsEncodedForm(String path, String instance) {
        JsonNode problem = assertProblem(raw().get(path), 404);

        assertThat(problem.get("instance").asString()).isEqualTo(instance);
    }

    @Test
    void answersWithAProblemOfAHandlerForAPathThatIsNotEncoded() {
        int batch = api.batch("raw", List.of(api.store("raw.jpg", Pictures.jpeg(910))));

        JsonNode problem =
                assertProblem(raw().send("POST", "/batches/%d/groups/a[1]{2}|/rank".formatted(batch), ""), 400);

        assertThat(problem.get("detail").asString()).isEqualTo("No images found in group 'a[1]{2}|'");
        assertThat(problem.get("instance").asString())
                .isEqualTo("/batches/%d/groups/a%%5B1%%5D%%7B2%%7D%%7C/rank".formatted(batch));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/images?limit=%zz", "/images?limit=%ff", "/images/quality/1?metric=%ff"})
    void refusesAQueryThatCannotBeDecoded(String target) {
        assertProblem(raw().get(target), 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bogus", "application/xml", "text/html", "*/*", "a/b;q=x"})
    void answersWithAProblemWhateverTheClientAccepts(String accept) {
        assertProblem(raw().get("/images/2000000000", "Accept: " + accept), 404);
        assertProblem(raw().get("/no/such", "Accept: " + accept), 404);
        assertProblem(raw().get("/images?limit=0", "Accept: " + accept), 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bogus", "application/xml"})
    void refusesToAnswerInATypeThatItDoesNotSpeak(String accept) {
        int batch = api.batch("accepted", List.of());

        assertProblem(raw().get("/batches/" + batch, "Accept: " + accept), 406);
    }

    @Test
    void refusesAFileNameWithANul() {
        String body =
                "--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\0b.jpg\"\r\n\r\nx\r\n--cut--\r\n";

        Answer answer = raw().send("POST", "/images/upload", body, "Content-Type: multipart/form-data; boundary=cut");

        assertThat(answer.status()).isBetween(400, 422);
        assertProblem(answer, answer.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%00b", "/a%zz", "/a%c0%80", "/images/%2e%2e/%zz"})
    void answersWithAProblemWhereTheContainerRefusesAPath(String path) {
        Answer answer = raw().get(path);

        assertThat(answer.status()).isIn(400, 404);
        assertProblem(answer, answer.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G[]T / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /a\"b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a\\b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a\u0001b HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void answersWithAProblemToABrokenRequest(String request) {
        Answer answer = raw().exchange(request.replace("HTTP/1.1\r\n", "HTTP/1.1\r\nConnection: close\r\n"));

        assertThat(answer.status()).isIn(400, 505);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("message").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/html;q=0.9",
                "text/html;charset=utf-8",
                "TEXT/HTML, */*",
                "application/json;q=0.5, text/html"
            })
    void givesWhoAsksForHtmlTheGallery(String accept) {
        Answer answer = raw().get("/", "Accept: " + accept);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "*/*",
                "bogus",
                "text/html;q=0",
                "text/html;q=0.1, application/json",
                "image/*"
            })
    void greetsWhoDoesNotAskForHtmlWithJson(String accept) {
        Answer answer = raw().get("/", "Accept: " + accept);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("message").asString()).isNotBlank();
    }

    @Test
    void namesTheIdThatIsOutOfRange() {
        JsonNode problem = Api.json(api.post("{\"name\": \"a\", \"image_ids\": [3000000000]}", "/batches/")
                .expectStatus()
                .isEqualTo(422));

        assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo("image_ids[0]");
        assertThat(problem.get("errors").get(0).get("message").asString()).isEqualTo("is out of range");
    }

    private static JsonNode assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.propertyNames()).contains("type", "title", "detail", "instance", "message");
        return problem;
    }
}
