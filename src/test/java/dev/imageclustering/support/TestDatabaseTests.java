package dev.imageclustering.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseTests {

    @Test
    void givesEachCallerItsOwnEmptyDatabase() throws SQLException {
        try (FreshDatabase one = TestDatabase.createDatabase();
                FreshDatabase other = TestDatabase.createDatabase()) {
            execute(one, "create table t (i int)");
            execute(other, "create table t (i int)");

            assertThat(one.url()).isNotEqualTo(other.url());
        }
    }

    @Test
    void dropsDatabaseInUse() throws SQLException {
        FreshDatabase database = TestDatabase.createDatabase();
        try (Connection open = database.connect()) {
            assertThat(open.isValid(1)).isTrue();
            database.close();
            assertThat(open.isValid(1)).isFalse();
        }

        assertThatExceptionOfType(SQLException.class).isThrownBy(database::connect);
    }

    private static void execute(FreshDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
