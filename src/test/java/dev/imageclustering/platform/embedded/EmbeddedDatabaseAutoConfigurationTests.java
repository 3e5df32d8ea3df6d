package dev.imageclustering.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class EmbeddedDatabaseAutoConfigurationTests {

    private static final String URL = "spring.datasource.url=";
    private static final String ELSEWHERE = "jdbc:postgresql://127.0.0.1:1/elsewhere";

    @TempDir
    private static Path folder;

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(EmbeddedDatabaseAutoConfiguration.class, DataSourceAutoConfiguration.class))
            .withPropertyValues(
                    "image-clustering.embedded-database.directory=" + folder,
                    "image-clustering.embedded-database.programs=target/postgresql-programs");

    @Test
    void givesDataSourceWhereNoneIsNamed() {
        context.run(started -> {
            try (Connection connection = started.getBean(DataSource.class).getConnection()) {
                assertThat(connection.getMetaData().getURL()).endsWith("/image_clustering");
            }
        });
    }

    @Test
    void countsAnEmptyUrlAsNone() {
        context.withPropertyValues(URL).run(started -> assertThat(started).hasSingleBean(EmbeddedDatabase.class));
    }

    @Test
    void leavesRoomForConnectionDetailsOfTests() {
        context.withUserConfiguration(DetailsOfTest.class)
                .run(started -> assertThat(started).doesNotHaveBean(EmbeddedDatabase.class));
    }

    @Test
    void stopsServerAfterConnectionsAreClosed() {
        context.withUserConfiguration(LastQuery.class).run(started -> {
            LastQuery last = started.getBean(LastQuery.class);
            ProcessHandle server = ProcessHandle.of(serverProcess()).orElseThrow();
            started.close();

            assertThat(last.answered).isTrue();
            assertThat(server.isAlive()).isFalse();
        });
    }

    @Test
    void touchesNoClassOfTheEmbeddedServerWhereUrlIsNamed() throws IOException {
        List<String> loaded = classesLoadedWith(URL + ELSEWHERE);

        assertThat(loaded).anyMatch(line -> line.contains("com.zaxxer.hikari.HikariDataSource "));
        assertThat(loaded)
                .noneMatch(line -> line.contains(EmbeddedDatabase.class.getName() + " "))
                .noneMatch(line -> line.contains("io.zonky."));
    }

    private static long serverProcess() throws IOException {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst());
    }

    private static List<String> classesLoadedWith(String setting) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherDatabase.class.getName(),
                        "--" + setting)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return process.inputReader().lines().toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class DetailsOfTest {

        @Bean
        JdbcConnectionDetails details() {
            return new JdbcConnectionDetails() {
                @Override
                public String getUsername() {
                    return "test";
                }

                @Override
                public String getPassword() {
                    return "test";
                }

                @Override
                public String getJdbcUrl() {
                    return ELSEWHERE;
                }
            };
        }
    }

    /** Uses the data source to the last moment in which it may. */
    static final class LastQuery implements DisposableBean {

        private final DataSource dataSource;
        private boolean answered;

        LastQuery(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        @Override
        public void destroy() throws SQLException {
            try (Connection connection = dataSource.getConnection()) {
                answered = connection.isValid(1);
            }
        }
    }
}
