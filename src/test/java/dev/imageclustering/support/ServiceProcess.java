package dev.imageclustering.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service in a process of its own, on its embedded database, with all its data below one folder. */
public final class ServiceProcess implements AutoCloseable {

    private static final String MAIN = "dev.imageclustering.ImageClusteringApplication";
    private static final Duration START = Duration.ofSeconds(120);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private ServiceProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts the service and waits until it is ready. */
    public static ServiceProcess start(Path folder, String... arguments) throws IOException {
        int port = freePort();
        ServiceProcess service = new ServiceProcess(launch(folder, port, arguments), port);
        Awaitility.await().atMost(START).until(() -> !service.process.isAlive() || service.isReady());
        if (!service.process.isAlive()) {
            throw new IllegalStateException("The service did not start:\n" + Files.readString(log(folder)));
        }
        return service;
    }

    /** Starts the service with further arguments, which may override the ones that every start has. */
    public static Process launch(Path folder, int port, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                "--server.port=" + port,
                "--image-clustering.embedded-database.directory=" + folder.resolve("postgres"),
                "--image-clustering.storage.root=" + folder.resolve("photos")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_"));
        return builder.start();
    }

    /** Returns the file that takes what the process prints. */
    public static Path log(Path folder) {
        return folder.resolve("service.log");
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private boolean isReady() {
        try {
            return send(request("/actuator/health/readiness").build()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public JsonNode get(String path) throws IOException {
        return json.readTree(getBytes(path));
    }

    public byte[] getBytes(String path) throws IOException {
        HttpResponse<byte[]> response = send(request(path).build());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + " was answered with " + response.statusCode());
        }
        return response.body();
    }

    /** Uploads one picture and returns the answer. */
    public JsonNode upload(byte[] picture) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"p.jpg\"\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(picture);
        body.writeBytes("\r\n--cut--\r\n".getBytes(StandardCharsets.US_ASCII));
        HttpResponse<byte[]> response = send(request("/images/upload")
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
        if (response.statusCode() != 200) {
            throw new IOException("The upload was answered with " + response.statusCode());
        }
        return json.readTree(response.body());
    }

    /** Sends a JSON body and returns the answer. */
    public JsonNode send(String method, String path, String body) throws IOException {
        HttpResponse<byte[]> response = send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
        if (response.statusCode() != 200) {
            throw new IOException(path + " was answered with " + response.statusCode());
        }
        return json.readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Kills the process at once, with no chance to clean up. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        http.close();
    }
}
