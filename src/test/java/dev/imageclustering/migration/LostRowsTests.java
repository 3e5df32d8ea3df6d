package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a made revision would lose on its way back, which gives a column another type. */
class LostRowsTests {

    private final ScratchDatabase database = new ScratchDatabase();

    @BeforeEach
    void makeSchema() {
        execute("create schema image_clustering");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            text                     | character varying(3)        | 'abc', 'abcd', 'abcde', null              | 2 rows of things lose
            double precision         | real                        | 0.5, 0.1, null                            | 1 row of things loses
            numeric(10,4)            | numeric(10,2)               | 1.5, 1.2345                               | 1 row of things loses
            timestamp with time zone | date                        | '2026-01-01 12:30+00', '2026-01-02 12:30' | 2 rows of things lose
            timestamp with time zone | timestamp(0) with time zone | '2026-01-01 12:30+00', '2026-01-02 12:30:00.5+00' | 1 row of things loses
            integer                  | boolean                     | 0, 1, 2, null                             | 1 row of things loses
            bigint                   | integer                     | 1, 3000000000, null                       | 2 rows of things may lose
            text                     | jsonb                       | 'abc', null                               | 1 row of things may lose
            """)
    void countsTheRowsThatDoNotFitIntoTheTypeBefore(String after, String before, String values, String lost)
            throws SQLException {
        table(after, values);

        assertThat(losses(after, before))
                .containsExactly("%s what of value, %s, does not fit into %s".formatted(lost, after, before));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            character varying(3) | text                 | 'abc', null
            text                 | character varying(3) | 'abc', null
            integer              | bigint               | 1
            bigint               | integer              | 1
            bigint               | integer              | null
            real                 | double precision     | 0.1
            text                 | jsonb                | null
            """)
    void losesNothingWhereEverythingFits(String after, String before, String values) throws SQLException {
        table(after, values);

        assertThat(losses(after, before)).isEmpty();
    }

    @Test
    void countsNothingOfAColumnThatIsCarriedOrNoLongerThere() throws SQLException {
        table("text", "'abcd'");
        SchemaSnapshot from = snapshot();
        SchemaSnapshot to = replaced(from, "text", "character varying(3)");

        try (Connection connection = database.dataSource().getConnection()) {
            assertThat(new LostRows(connection, from, List.of("things.value")).between(from, to))
                    .isEmpty();
            assertThat(new LostRows(connection, SchemaSnapshot.EMPTY, List.of()).between(from, to))
                    .isEmpty();
        }
    }

    private void table(String type, String values) {
        execute("create table things (value %s)".formatted(type));
        for (String value : values.split(", ")) {
            execute("insert into things values (%s)".formatted(value));
        }
    }

    private List<String> losses(String after, String before) throws SQLException {
        SchemaSnapshot from = snapshot();
        try (Connection connection = database.dataSource().getConnection()) {
            return new LostRows(connection, from, List.of()).between(from, replaced(from, after, before));
        }
    }

    private static SchemaSnapshot replaced(SchemaSnapshot schema, String type, String by) {
        return new SchemaSnapshot(schema.lines().stream()
                .map(line -> line.replace("things.value " + type, "things.value " + by))
                .toList());
    }

    private SchemaSnapshot snapshot() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return SchemaSnapshot.read(connection);
        }
    }

    private void execute(String sql) {
        database.jdbc().sql(sql).update();
    }
}
