package dev.imageclustering.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium that shows one page, asked over its DevTools protocol what the page holds by now: a test can await
 * what it expects, however long the page takes to load its data.
 */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path folder;

    private Browser(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** The Chromium on the path, if there is one. */
    public static Optional<Path> installed() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts a browser with a page.
     *
     * @param program the browser
     * @param folder an empty folder for its profile and its log
     * @param page the page's address
     */
    public static Browser open(Path program, Path folder, URI page) throws IOException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        page.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("browser.log").toFile())
                .start();
        return new Browser(process, folder);
    }

    /** Waits until the page as it is shown contains all of these, and gives its HTML. */
    public String await(List<String> parts) throws IOException {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !process.isAlive() || debuggingPort().isPresent());
        URI target = Awaitility.await()
                .atMost(PATIENCE)
                .until(this::page, Optional::isPresent)
                .orElseThrow();
        Answers answers = new Answers();
        WebSocket socket =
                http.newWebSocketBuilder().buildAsync(target, answers).join();
        String[] last = {""};
        try {
            return Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> last[0] = html(socket, answers),
                            html -> parts.stream().allMatch(html::contains));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("The page never held all of " + parts + ", but last:\n" + last[0], e);
        } finally {
            socket.abort();
        }
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            // Until it is gone it writes into its profile, which could then not be deleted.
            process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }

    private String html(WebSocket socket, Answers answers) throws Exception {
        CompletableFuture<String> answer = answers.next();
        socket.sendText(
                json.writeValueAsString(Map.of(
                        "id",
                        1,
                        "method",
                        "Runtime.evaluate",
                        "params",
                        Map.of("expression", "document.documentElement.outerHTML"))),
                true);
        return json.readTree(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .at("/result/result/value")
                .asString("");
    }

    private Optional<URI> page() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("The browser ended:\n" + Files.readString(folder.resolve("browser.log")));
        }
        URI targets = URI.create("http://127.0.0.1:" + debuggingPort().orElseThrow() + "/json/list");
        JsonNode answer =
                json.readTree(http.send(HttpRequest.newBuilder(targets).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
        return StreamSupport.stream(answer.spliterator(), false)
                .filter(target -> target.path("type").asString("").equals("page"))
                .map(target -> URI.create(target.path("webSocketDebuggerUrl").asString()))
                .findFirst();
    }

    private Optional<String> debuggingPort() {
        try (Stream<String> lines = Files.lines(folder.resolve("profile").resolve("DevToolsActivePort"))) {
            return lines.findFirst();
        } catch (IOException | UncheckedIOException e) {
            // The browser writes the file once it listens.
            return Optional.empty();
        }
    }

    /** Puts the parts of each message together. */
    private static final class Answers implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();
        private volatile CompletableFuture<String> next = new CompletableFuture<>();

        CompletableFuture<String> next() {
            next = new CompletableFuture<>();
            return next;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                next.complete(message.toString());
                message.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, data, last);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            next.completeExceptionally(error);
        }
    }
}
