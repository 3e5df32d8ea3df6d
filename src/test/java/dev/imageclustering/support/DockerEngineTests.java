package dev.imageclustering.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine that is made up here answers as a real one does. */
class DockerEngineTests {

    private final Set<String> images = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private boolean registryAnswers;

    @BeforeEach
    void startEngine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(answer(exchange.getRequestURI().toString()), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopEngine() {
        server.stop(0);
    }

    @Test
    void tellsThatNoEngineAnswers() {
        server.stop(0);

        assertThat(new DockerEngine(server.getAddress()).missing("postgres:18")).isEqualTo("no Docker engine answers");
        assertThat(new DockerEngine(null).missing("postgres:18")).isEqualTo("no Docker engine answers");
    }

    @Test
    void tellsThatImageCannotBePulled() {
        assertThat(new DockerEngine(server.getAddress()).missing("postgres:18"))
                .isEqualTo("Docker has no image postgres:18 and could not pull it");
    }

    @Test
    void pullsMissingImages() {
        registryAnswers = true;

        assertThat(new DockerEngine(server.getAddress()).missing("postgres:18")).isNull();
        assertThat(images).contains("postgres:18");
    }

    private int answer(String path) {
        if (path.equals("/_ping")) {
            return 200;
        }
        if (path.startsWith("/images/create?fromImage=")) {
            if (registryAnswers) {
                images.add(path.replace("/images/create?fromImage=", "").replace("&tag=", ":"));
            }
            return registryAnswers ? 200 : 404;
        }
        return images.contains(path.replace("/images/", "").replace("/json", "")) ? 200 : 404;
    }
}
