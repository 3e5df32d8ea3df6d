package dev.imageclustering.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

@ServiceTest
@Import(BatchRows.class)
@TestPropertySource(properties = "image-clustering.jobs.enabled=false")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowReadersIntegrationTests {

    private static final int SLOW_CLIENTS = 30;
    private static final int ANSWERED_AT_ONCE = 5;

    @Autowired
    private Api api;

    @Autowired
    private BatchRows rows;

    @LocalServerPort
    private int port;

    @BeforeAll
    void insertBatches() {
        rows.insertImages(100);
        rows.insertBatches(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/batches/", "/batches/?limit=1000"})
    void answersOthersWhileManyClientsReadSlowly(String list) throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                slow.add(askFor(list));
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> answered(slow) >= ANSWERED_AT_ONCE);

            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                for (int i = 0; i < SLOW_CLIENTS; i++) {
                    api.get("/batches?limit=1").expectStatus().isOk();
                }
            });
            assertThat(answered(slow)).isEqualTo(ANSWERED_AT_ONCE);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private Socket askFor(String list) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .formatted(list)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int answered(List<Socket> sockets) throws IOException {
        int answered = 0;
        for (Socket socket : sockets) {
            answered += socket.getInputStream().available() > 0 ? 1 : 0;
        }
        return answered;
    }
}
