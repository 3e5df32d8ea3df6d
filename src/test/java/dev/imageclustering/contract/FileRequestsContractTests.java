package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.RawHttp;
import dev.imageclustering.support.RawHttp.Answer;
import dev.imageclustering.support.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Ranges and conditions on the files of images (RFC 9110, sections 13 and 14). */
@ServiceTest
class FileRequestsContractTests {

    private static final byte[] JPEG = Pictures.jpeg(900);

    @Autowired
    private Api api;

    @LocalServerPort
    private int port;

    private String original = "";
    private String thumbnail = "";

    @BeforeEach
    void storeImage() {
        int id = api.store("ranges.jpg", JPEG);
        original = "/images/" + id;
        thumbnail = "/images/thumbnail/" + id;
    }

    private Answer get(String target, String... headers) {
        return new RawHttp(port).get(target, headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=9999999-", "bytes=5-2", "bytes=-0", "bytes=9999999-,8888888-9999999"})
    void refusesRangesThatTheFileDoesNotHave(String range) {
        assertRangeRefused(get(original, "Range: " + range), JPEG.length);
        assertRangeRefused(get(thumbnail, "Range: " + range), get(thumbnail).body().length);
    }

    @Test
    void refusesMoreThanAHundredRanges() {
        String ranges = IntStream.rangeClosed(0, 100).mapToObj(i -> i + "-" + i).collect(Collectors.joining(","));

        assertRangeRefused(get(original, "Range: bytes=" + ranges), JPEG.length);
    }

    private static void assertRangeRefused(Answer answer, int size) {
        assertProblem(answer, 416);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */" + size);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("ETag")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items=0-5",
                "bytes=",
                "bytes=,",
                "bytes=-",
                "bytes=a-b",
                "bytes=1-2-3",
                "bytes",
                "bytes=0-1000000000000000000000",
                "bytes=0-,0-"
            })
    void ignoresRangesThatAreNotUnderstood(String range) {
        assertWhole(get(original, "Range: " + range));
    }

    private static void assertWhole(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(JPEG);
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(JPEG.length));
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("Cache-Control")).contains("private", "immutable", "max-age=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-19", "bytes=10-19,9999999-", "bytes= 10-19 ,"})
    void answersWithARange(String range) {
        Answer answer = get(original, "Range: " + range);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(answer.header("Content-Range")).isEqualTo("bytes 10-19/" + JPEG.length);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(JPEG, 10, 20));
    }

    @Test
    void answersWithTheEndOfTheFile() {
        byte[] end = Arrays.copyOfRange(JPEG, JPEG.length - 7, JPEG.length);

        assertThat(get(original, "Range: bytes=-7").body()).isEqualTo(end);
        assertThat(get(original, "Range: bytes=" + (JPEG.length - 7) + "-").body())
                .isEqualTo(end);
        assertThat(get(original, "Range: bytes=" + (JPEG.length - 7) + "-9999999")
                        .body())
                .isEqualTo(end);
        assertThat(get(original, "Range: bytes=-9999999").body()).isEqualTo(JPEG);
    }

    @Test
    void answersWithSeveralRanges() {
        Answer answer = get(original, "Range: bytes=0-3,20-21,-2");

        String type = String.valueOf(answer.header("Content-Type"));
        assertThat(answer.status()).isEqualTo(206);
        assertThat(type).startsWith("multipart/byteranges");
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.body().length));
        String boundary = type.replaceFirst(".*boundary=\"?([^\"]+)\"?.*", "$1");
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
                .isEqualTo(part(boundary, 0, 4) + part(boundary, 20, 22) + part(boundary, JPEG.length - 2, JPEG.length)
                        + "\r\n--" + boundary + "--\r\n");
    }

    private static String part(String boundary, int from, int to) {
        return "\r\n--%s\r\nContent-Type: image/jpeg\r\nContent-Range: bytes %d-%d/%d\r\n\r\n"
                        .formatted(boundary, from, to - 1, JPEG.length)
                + new String(Arrays.copyOfRange(JPEG, from, to), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"another\"", "W/\"another\"", "Tue, 15 Nov 1994 12:45:26 GMT", "nonsense"})
    void answersWithTheWholeFileIfTheRangeIsOfAnotherVersion(String version) {
        assertWhole(get(original, "Range: bytes=0-5", "If-Range: " + version));
    }

    @Test
    void answersWithARangeOfTheVersionThatTheClientHas() {
        Answer whole = get(original);

        assertThat(get(original, "Range: bytes=0-5", "If-Range: " + whole.header("ETag"))
                        .status())
                .isEqualTo(206);
        assertThat(get(original, "Range: bytes=0-5", "If-Range: " + whole.header("Last-Modified"))
                        .status())
                .isEqualTo(206);
        assertWhole(get(original, "Range: bytes=0-5", "If-Range: W/" + whole.header("ETag")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-Match: \"x\"",
                "If-Match: W/\"x\", \"y\"",
                "If-Match: x",
                "If-Unmodified-Since: Tue, 15 Nov 1994 12:45:26 GMT"
            })
    void refusesARequestForAnotherVersion(String condition) {
        assertProblem(get(original, condition), 412);
        assertProblem(get(thumbnail, condition), 412);
    }

    @Test
    void answersARequestForThisVersion() {
        Answer whole = get(original);

        assertWhole(get(original, "If-Match: *"));
        assertWhole(get(original, "If-Match: \"x\", " + whole.header("ETag")));
        assertWhole(get(original, "If-Unmodified-Since: " + whole.header("Last-Modified")));
        assertWhole(get(original, "If-Unmodified-Since: nonsense"));
    }

    @Test
    void answersNotModifiedToAClientThatHasTheVersion() {
        Answer whole = get(original);

        assertNotModified(get(original, "If-None-Match: *"), whole);
        assertNotModified(get(original, "If-None-Match: \"x\", W/" + whole.header("ETag")), whole);
        assertNotModified(get(original, "If-Modified-Since: " + whole.header("Last-Modified")), whole);
        assertNotModified(get(original, "Range: bytes=0-5", "If-None-Match: *"), whole);
    }

    private static void assertNotModified(Answer answer, Answer whole) {
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo(whole.header("ETag"));
        assertThat(answer.header("Cache-Control")).isEqualTo(whole.header("Cache-Control"));
    }

    @Test
    void answersWithTheFileToAClientThatHasAnotherVersion() {
        assertWhole(get(original, "If-None-Match: \"x\""));
        assertWhole(get(original, "If-Modified-Since: Tue, 15 Nov 1994 12:45:26 GMT"));
        assertWhole(get(
                original,
                "If-None-Match: \"x\"",
                "If-Modified-Since: " + get(original).header("Last-Modified")));
    }

    @Test
    void answersAHeadWithTheHeadersOfTheWholeFile() {
        Answer answer = new RawHttp(port).send("HEAD", original, "", "Range: bytes=0-5");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(JPEG.length));
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void answersWithTheFileOrNotFoundWhileItIsDeleted() {
        for (int i = 0; i < 5; i++) {
            int id = api.store("deleted.jpg", Pictures.jpeg(901 + i));
            String file = (i % 2 == 0 ? "/images/" : "/images/thumbnail/") + id;
            CompletableFuture<Set<Integer>> statuses = CompletableFuture.supplyAsync(() -> statusesUntilGone(file));

            api.delete("/images/{id}", id).expectStatus().isOk();

            assertThat(statuses.join()).isSubsetOf(200, 404);
        }
    }

    private Set<Integer> statusesUntilGone(String file) {
        Set<Integer> statuses = new HashSet<>();
        do {
            statuses.add(get(file).status());
        } while (!statuses.contains(404));
        return statuses;
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().propertyNames()).contains("type", "title", "detail", "instance", "message");
    }
}
