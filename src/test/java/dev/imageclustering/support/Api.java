package dev.imageclustering.support;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the running service over HTTP, as its clients do. */
@TestComponent
public class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final RestTestClient client;

    Api(RestTestClient client) {
        this.client = client;
    }

    /** A file to upload. */
    public record File(String name, byte[] bytes) {

        Resource resource() {
            return new ByteArrayResource(bytes) {
                @Override
                public String getFilename() {
                    return name;
                }
            };
        }
    }

    public RestTestClient client() {
        return client;
    }

    public ResponseSpec get(String uri, Object... variables) {
        return client.get().uri(uri, variables).exchange();
    }

    public ResponseSpec delete(String uri, Object... variables) {
        return client.delete().uri(uri, variables).exchange();
    }

    /** Sends a JSON body, which a DELETE may have too. */
    public ResponseSpec send(HttpMethod method, Object body, String uri, Object... variables) {
        return client.method(method)
                .uri(uri, variables)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body instanceof String json ? json : JSON.writeValueAsString(body))
                .exchange();
    }

    public ResponseSpec post(Object body, String uri, Object... variables) {
        return send(HttpMethod.POST, body, uri, variables);
    }

    public ResponseSpec put(Object body, String uri, Object... variables) {
        return send(HttpMethod.PUT, body, uri, variables);
    }

    public ResponseSpec upload(File... files) {
        return uploadTo("/images/upload", List.of(files));
    }

    public ResponseSpec uploadTo(String uri, List<File> files) {
        MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
        files.forEach(file -> form.add("files", file.resource()));
        return client.post()
                .uri(uri)
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(form)
                .exchange();
    }

    /** Uploads one picture, which has to be taken, and returns its id. */
    public int store(String name, byte[] bytes) {
        JsonNode answer = json(upload(new File(name, bytes)).expectStatus().isOk());
        return answer.get(0).get("id").asInt();
    }

    /** Uploads a picture of each scene and returns their ids. */
    public List<Integer> storeScenes(long firstSeed, int count) {
        File[] files = IntStream.range(0, count)
                .mapToObj(i -> new File("scene-%d.jpg".formatted(firstSeed + i), Pictures.jpeg(firstSeed + i)))
                .toArray(File[]::new);
        return json(upload(files).expectStatus().isOk())
                .valueStream()
                .map(image -> image.get("id").asInt())
                .toList();
    }

    /** Creates a batch and returns its id. */
    public int batch(String name, List<Integer> imageIds) {
        return json(post(Map.of("name", name, "image_ids", imageIds), "/batches/")
                        .expectStatus()
                        .isOk())
                .get("id")
                .asInt();
    }

    /** Waits until no image waits for its analysis any more. */
    public void awaitAnalyses() {
        await().atMost(PATIENCE)
                .until(() -> json(get("/images"))
                        .valueStream()
                        .noneMatch(image ->
                                "pending".equals(image.get("analysis_state").asString())));
    }

    public void deleteAllImages() {
        json(get("/images/"))
                .forEach(image -> delete("/images/{id}", image.get("id").asInt())
                        .expectStatus()
                        .isOk());
    }

    public static JsonNode json(ResponseSpec response) {
        return JSON.readTree(bytes(response));
    }

    public static byte[] bytes(ResponseSpec response) {
        byte[] body = response.expectBody().returnResult().getResponseBodyContent();
        return body == null ? new byte[0] : body;
    }

    public static String text(ResponseSpec response) {
        return new String(bytes(response), StandardCharsets.UTF_8);
    }
}
