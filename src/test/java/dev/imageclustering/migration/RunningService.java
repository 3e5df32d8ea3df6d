package dev.imageclustering.migration;

import dev.imageclustering.ImageClusteringApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a free port, on a scratch database. */
final class RunningService implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningService start(ScratchDatabase database, Path photos, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=postgres",
                "--spring.datasource.hikari.maximum-pool-size=5",
                "--image-clustering.storage.root=" + photos));
        all.addAll(List.of(arguments));
        return new RunningService(new SpringApplicationBuilder(ImageClusteringApplication.class)
                .registerShutdownHook(false)
                .run(all.toArray(String[]::new)));
    }

    int status(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build()).statusCode();
    }

    List<Integer> statuses(String... paths) {
        return Stream.of(paths).map(this::status).toList();
    }

    HttpResponse<String> answer(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode get(String path) {
        return new JsonMapper()
                .readTree(send(HttpRequest.newBuilder(uri(path)).build()).body());
    }

    byte[] bytes(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build()).body();
    }

    JsonNode put(String path, String body) {
        return new JsonMapper()
                .readTree(send(HttpRequest.newBuilder(uri(path))
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(body))
                                .build())
                        .body());
    }

    int delete(String path) {
        return send(HttpRequest.newBuilder(uri(path)).DELETE().build()).statusCode();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private URI uri(String path) {
        String port = Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port"));
        return URI.create("http://localhost:" + port + path);
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
