package dev.imageclustering.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * Asks a Docker engine, before Testcontainers does, whether it answers and has the images that a test needs: without an
 * engine or a registry Testcontainers takes minutes to find out.
 */
final class DockerEngine {

    private static final Duration ANSWER_WAIT = Duration.ofSeconds(2);
    private static final Duration PULL_WAIT = Duration.ofSeconds(60);
    private static final String OK = "200";

    private final @Nullable SocketAddress address;

    DockerEngine(@Nullable SocketAddress address) {
        this.address = address;
    }

    /** Finds the engine that the environment names, or the one of this machine. */
    static DockerEngine find() {
        String host = System.getenv("DOCKER_HOST");
        URI uri = URI.create(host == null ? "unix:///var/run/docker.sock" : host);
        if ("unix".equals(uri.getScheme())) {
            Path socket = Path.of(uri.getPath());
            return new DockerEngine(Files.exists(socket) ? UnixDomainSocketAddress.of(socket) : null);
        }
        return new DockerEngine(uri.getPort() < 0 ? null : new InetSocketAddress(uri.getHost(), uri.getPort()));
    }

    /** Tells what stands against running an image, or null; pulls the image if that is done within a minute. */
    @SuppressWarnings("deprecation")
    @Nullable
    String missing(String image) {
        if (address == null || !OK.equals(status("GET", "/_ping", ANSWER_WAIT))) {
            return "no Docker engine answers";
        }
        if (!isAtHand(image)) {
            return "Docker has no image " + image + " and could not pull it";
        }
        // The container that removes the others when the tests are killed.
        boolean withoutRyuk = Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"));
        String ryuk = TestcontainersConfiguration.getInstance().getRyukImage();
        return withoutRyuk || isAtHand(ryuk)
                ? null
                : "Docker has no image " + ryuk
                        + " and could not pull it; TESTCONTAINERS_RYUK_DISABLED=true does without";
    }

    private boolean isAtHand(String image) {
        String inspection = "/images/" + image + "/json";
        if (OK.equals(status("GET", inspection, ANSWER_WAIT))) {
            return true;
        }
        int colon = image.lastIndexOf(':');
        String pull =
                "/images/create?fromImage=%s&tag=%s".formatted(image.substring(0, colon), image.substring(colon + 1));
        return OK.equals(status("POST", pull, PULL_WAIT)) && OK.equals(status("GET", inspection, ANSWER_WAIT));
    }

    /** Sends one request, reads the answer to its end, and returns its status, or null if there was none in time. */
    private @Nullable String status(String method, String path, Duration wait) {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> exchange(method, path));
        try {
            return answer.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException unanswered) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private String exchange(String method, String path) {
        String request = "%s %s HTTP/1.0\r\nHost: docker\r\nContent-Length: 0\r\n\r\n".formatted(method, path);
        try (SocketChannel channel = open()) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            byte[] answer = Channels.newInputStream(channel).readAllBytes();
            return new String(answer, StandardCharsets.UTF_8).split(" ", 3)[1];
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private SocketChannel open() throws IOException {
        SocketChannel channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        channel.connect(address);
        return channel;
    }
}
