package dev.imageclustering.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

class OwnSurroundingsTests {

    private final GenericApplicationContext context = new GenericApplicationContext();

    @Test
    void lastAsLongAsTheContext() throws SQLException {
        new OwnSurroundings().initialize(context);
        context.registerBean(LastQuery.class, () -> new LastQuery(context.getBean(FreshDatabase.class)));
        context.refresh();
        FreshDatabase database = context.getBean(FreshDatabase.class);
        LastQuery last = context.getBean(LastQuery.class);
        Path photos = Path.of(context.getEnvironment().getRequiredProperty("image-clustering.storage.root"));
        assertThat(photos).isEmptyDirectory();

        context.close();

        assertThat(last.answered).isTrue();
        assertThat(photos).doesNotExist();
        assertThatExceptionOfType(SQLException.class).isThrownBy(database::connect);
    }

    /** Connects while the context is closing. */
    private static final class LastQuery implements AutoCloseable {

        private final FreshDatabase database;
        private boolean answered;

        LastQuery(FreshDatabase database) {
            this.database = database;
        }

        @Override
        public void close() throws SQLException {
            try (Connection connection = database.connect()) {
                answered = connection.isValid(1);
            }
        }
    }
}
