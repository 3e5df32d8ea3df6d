package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.RawHttp;
import dev.imageclustering.support.RawHttp.Answer;
import dev.imageclustering.support.ServiceTest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Pages of other origins, and the service behind a proxy. */
@ServiceTest
class OriginsContractTests {

    private static final String[] PROXY = {
        "Host: 127.0.0.1:8000",
        "X-Forwarded-For: 203.0.113.7",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: photos.example.org"
    };
    private static final String JSON = "Content-Type: application/json";
    private static final String BATCH = "{\"name\": \"mine\", \"image_ids\": []}";

    @Autowired
    private Api api;

    @LocalServerPort
    private int port;

    private Answer send(String method, String target, String body, String... headers) {
        return new RawHttp(port).send(method, target, body, headers);
    }

    private static String[] proxied(String... headers) {
        return Stream.of(PROXY, headers).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/batches/", "/no/such", "/gallery/gallery.js", "/openapi.json", "/no/[such]"})
    void refusesAPageOfAnotherOriginWithAProblem(String path) {
        assertRefused(send("POST", path, BATCH, JSON, "Origin: https://evil.example"));
        assertRefused(
                send("OPTIONS", path, "", "Origin: https://evil.example", "Access-Control-Request-Method: DELETE"));
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.json().propertyNames()).contains("type", "title", "status", "detail", "instance", "message");
    }

    @Test
    void takesAWriteOfItsOwnPageBehindAProxy() {
        Answer answer = send("POST", "/batches/", BATCH, proxied(JSON, "Origin: https://photos.example.org"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void takesAWriteOfItsOwnPageBehindAProxyOnAnotherPort() {
        Answer answer = send(
                "POST",
                "/batches/",
                BATCH,
                proxied(JSON, "X-Forwarded-Port: 8443", "Origin: https://photos.example.org:8443"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void refusesAnotherPageBehindAProxy() {
        assertRefused(send("POST", "/batches/", BATCH, proxied(JSON, "Origin: https://evil.example")));
    }

    @Test
    void linksToTheNextPageThroughTheProxy() {
        api.storeScenes(920, 2);

        Answer answer = send("GET", "/images?limit=1", "", PROXY);

        assertThat(answer.header("Link")).startsWith("<https://photos.example.org/images?limit=1&after=");
    }

    @Test
    void namesThePlaceOfAnAnalysisThroughTheProxy() {
        int batch = api.batch("later", List.of(api.store("later.jpg", Pictures.jpeg(930))));

        Answer answer =
                send("PUT", "/batches/%d/analyze".formatted(batch), "{}", proxied(JSON, "Prefer: respond-async"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).startsWith("https://photos.example.org/batches/" + batch + "/runs/");
    }
}
