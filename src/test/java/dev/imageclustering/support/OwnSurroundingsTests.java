package dev.imageclustering.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

class OwnSurroundingsTests {

    private final GenericApplicationContext context = new GenericApplicationContext();

    @Test
    void lastAsLongAsTheContext() throws SQLException {
        new OwnSurroundings().initialize(context);
        context.registerBean(LastQuery.class, () -> new LastQuery(context.getEnvironment()));
        context.refresh();
        LastQuery last = context.getBean(LastQuery.class);
        Path photos = Path.of(context.getEnvironment().getRequiredProperty("image-clustering.storage.root"));
        assertThat(photos).isEmptyDirectory();

        context.close();

        assertThat(last.answered).isTrue();
        assertThat(photos).doesNotExist();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect(context.getEnvironment()));
    }

    private static Connection connect(Environment environment) throws SQLException {
        return DriverManager.getConnection(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.datasource.username"),
                environment.getRequiredProperty("spring.datasource.password"));
    }

    /** Connects while the context is closing. */
    private static final class LastQuery implements AutoCloseable {

        private final Environment environment;
        private boolean answered;

        LastQuery(Environment environment) {
            this.environment = environment;
        }

        @Override
        public void close() throws SQLException {
            try (Connection connection = connect(environment)) {
                answered = connection.isValid(1);
            }
        }
    }
}
