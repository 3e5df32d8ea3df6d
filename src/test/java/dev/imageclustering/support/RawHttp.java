package dev.imageclustering.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests byte by byte as they are given, which no client would do. */
public record RawHttp(int port) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What came back.
     *
     * @param headers by their names in lower case
     */
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        public @Nullable String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public Answer get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    public Answer send(String method, String target, String body, String... headers) {
        StringBuilder request = new StringBuilder("%s %s HTTP/1.0\r\n".formatted(method, target));
        if (List.of(headers).stream().noneMatch(header -> header.startsWith("Host:"))) {
            request.append("Host: localhost:").append(port).append("\r\n");
        }
        List.of(headers).forEach(header -> request.append(header).append("\r\n"));
        if (!body.isEmpty()) {
            request.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return exchange(request + "\r\n" + body);
    }

    /** Sends the text and reads until the service closes the connection. */
    public Answer exchange(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return answer(socket.getInputStream().readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Answer answer(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = all.indexOf("\r\n\r\n");
        List<String> head = all.substring(0, end).lines().toList();
        Map<String, String> headers = head.stream()
                .skip(1)
                .map(line -> line.split(": *", 2))
                .collect(Collectors.toMap(
                        field -> field[0].toLowerCase(Locale.ROOT), field -> field[1], (a, b) -> a + ", " + b));
        byte[] body = all.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
        return new Answer(Integer.parseInt(head.getFirst().split(" ")[1]), headers, body);
    }
}
