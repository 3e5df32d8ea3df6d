package dev.imageclustering.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import dev.imageclustering.platform.embedded.EmbeddedDatabaseAutoConfiguration;
import dev.imageclustering.storage.StorageProperties;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Each failed start is one line, without a stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTests {

    @Test
    void tellsThatPortIsInUse(CapturedOutput output) throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            fail(WebServer.class, "--server.port=" + other.getLocalPort());

            assertOneLine(
                    output,
                    "Port " + other.getLocalPort()
                            + " is already in use. Stop the process that listens on it, or set SERVER_PORT to another port.");
        }
    }

    @Test
    void tellsThatDatabaseRefusesConnections(CapturedOutput output) {
        fail(
                Database.class,
                "--server.port=0",
                "--spring.datasource.url=jdbc:postgresql://localhost:1/photos?password=secret");

        assertOneLine(
                output,
                "No connection to the database at jdbc:postgresql://localhost:1/photos: Connection to localhost:1 refused.");
        assertThat(output)
                .contains("Start it, or correct SPRING_DATASOURCE_URL")
                .doesNotContain("secret");
    }

    @Test
    void tellsThatDatabaseHostIsUnknown(CapturedOutput output) {
        fail(Database.class, "--server.port=0", "--spring.datasource.url=jdbc:postgresql://db.invalid/photos");

        assertOneLine(
                output,
                "No connection to the database at jdbc:postgresql://db.invalid/photos: Unknown host db.invalid.");
    }

    @Test
    void tellsThatDatabaseUrlIsNoJdbcUrl(CapturedOutput output) {
        fail(Database.class, "--server.port=0", "--spring.datasource.url=postgresql://user:secret@localhost/photos");

        assertOneLine(output, "at postgresql://localhost/photos: The URL has to start with jdbc:postgresql:");
        assertThat(output).doesNotContain("secret");
    }

    @Test
    void tellsThatEmbeddedDatabaseCannotBeUsed(CapturedOutput output, @TempDir Path parent) throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        fail(Database.class, "--server.port=0", "--image-clustering.embedded-database.directory=" + file);

        assertOneLine(output, "The embedded PostgreSQL in " + file + " cannot be started: ");
        assertThat(output).contains("SPRING_DATASOURCE_URL");
    }

    @Test
    void tellsThatPhotosCannotBeKept(CapturedOutput output, @TempDir Path parent) throws IOException {
        Path file = Files.createFile(parent.resolve("file"));

        fail(Storage.class, "--server.port=0", "--image-clustering.storage.root=" + file);

        assertOneLine(output, "The photos cannot be kept in " + file + ": ");
        assertThat(output).contains("set IMAGE_CLUSTERING_STORAGE_ROOT to another.");
    }

    @Test
    void joinsTheLinesOfOtherFailures() {
        var analysis = new FailureAnalysis("\nOne\n\n    two", "Three\n", null);

        assertThat(OneLineFailureReporter.line(analysis)).isEqualTo("One two Three");
    }

    private static void fail(Class<?> application, String... arguments) {
        assertThatException().isThrownBy(() -> SpringApplication.run(application, arguments));
    }

    private static void assertOneLine(CapturedOutput output, String text) {
        assertThat(output.toString().lines().filter(line -> line.contains(" ERROR ") || line.contains(" WARN ")))
                .singleElement()
                .asString()
                .contains("The service does not start: ", text);
        assertThat(output).doesNotContain("APPLICATION FAILED TO START", "\tat ");
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
    static class WebServer {}

    @Configuration(proxyBeanMethods = false)
    @Import({WebServer.class, StartupConfiguration.class})
    @ImportAutoConfiguration({EmbeddedDatabaseAutoConfiguration.class, DataSourceAutoConfiguration.class})
    static class Database {

        @Bean
        Object user(DataSource dataSource) {
            return dataSource.toString();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(WebServer.class)
    @ComponentScan("dev.imageclustering.storage")
    @EnableConfigurationProperties(StorageProperties.class)
    static class Storage {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
