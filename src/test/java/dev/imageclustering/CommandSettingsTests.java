package dev.imageclustering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSettingsTests {

    private static final String URL = "jdbc:postgresql://127.0.0.1:1/photos";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--spring.datasource.url=" + URL,
                "--spring.data-source.URL=" + URL,
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/${no.such.setting:photos}",
                "--spring.application.json={\"spring\": {\"datasource\": {\"url\": \"" + URL + "\"}}}",
            })
    void findsASettingAsTheServerDoes(String argument) {
        assertThat(new CommandSettings(List.of(argument)).first("spring.datasource.url"))
                .hasValue(URL);
    }

    @Test
    void takesTheFirstThatHasAValue() {
        CommandSettings settings =
                new CommandSettings(List.of("--spring.liquibase.url= ", "--spring.datasource.url=" + URL));

        assertThat(settings.first("spring.liquibase.url", "spring.datasource.url"))
                .hasValue(URL);
        assertThat(settings.first("spring.liquibase.url", "spring.liquibase.user"))
                .isEmpty();
    }

    @Test
    void readsHowAMigrationWaits() {
        CommandSettings settings = new CommandSettings(
                List.of("--spring.datasource.url=" + URL, "--image-clustering.migration.lock-wait=7s"));

        try (MigrationDatabase database = MigrationDatabase.open(settings)) {
            assertThat(database.settings().lockWait()).isEqualTo(Duration.ofSeconds(7));
            assertThat(database.settings().busyWait()).isEqualTo(Duration.ofMinutes(5));
        }
    }
}
