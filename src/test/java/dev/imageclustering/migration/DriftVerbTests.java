package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DriftVerbTests {

    private final MigratedDatabase database = new MigratedDatabase();

    @AfterEach
    void drop() {
        database.close();
    }

    static IntStream positions() {
        return IntStream.of(0, 2, RevisionFiles.INHERITED, RevisionFiles.ids().size());
    }

    @ParameterizedTest
    @MethodSource("positions")
    void findsNoDriftAtARevision(int revision) {
        database.moveTo(revision);

        VerbRun run = drift();

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("No drift: the schema is that of ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alter table images add column stray integer                   | unexpected column images.stray integer
            alter table images drop column caption                        | missing    column images.caption text
            alter table images alter column width type bigint             | is column images.width bigint
            alter table images alter column width set not null            | is column images.width integer not null
            alter table images alter column created_at drop default       | is column images.created_at timestamp with time zone
            drop table scheduled_tasks                                    | missing    table scheduled_tasks
            create table stray (id integer)                               | unexpected table stray
            drop index images_pending_idx                                 | missing    index images CREATE INDEX images_pending_idx
            create index stray on images (iso)                            | unexpected index images CREATE INDEX stray
            alter table images drop constraint images_image_hash_key      | missing    constraint images images_image_hash_key
            create sequence stray                                         | unexpected sequence stray bigint
            """)
    void showsWhatDrifted(String statement, String expected) {
        database.moveToHead();
        database.jdbc().sql(statement).update();

        VerbRun run = drift();

        assertThat(run.code()).isOne();
        assertThat(run.out()).contains(expected);
    }

    @Test
    void showsAnInvalidIndex() {
        database.moveToHead();
        database.jdbc()
                .sql("update pg_index set indisvalid = false"
                        + " where indexrelid = 'image_clustering.images_pending_idx'::regclass")
                .update();

        VerbRun run = drift();

        assertThat(run.code()).isOne();
        assertThat(run.out()).contains(" INVALID");
    }

    @Test
    void answersInJson() {
        database.moveToHead();
        database.jdbc().sql("alter table images alter column width type bigint").update();

        VerbRun run = VerbRun.of(database.scratch(), "drift", "--json");

        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertThat(run.code()).isOne();
        assertThat(report.at("/current").asString())
                .isEqualTo(RevisionFiles.ids().getLast());
        assertThat(report.at("/drift/0/kind").asString()).isEqualTo("changed");
        assertThat(report.at("/drift/0/table").asString()).isEqualTo("images");
        assertThat(report.at("/drift/0/actual").asString()).isEqualTo("column images.width bigint");
    }

    @Test
    void refusesAHistoryOfANewerProgram() {
        database.moveToHead();
        database.jdbc()
                .sql("update databasechangelog set id = 'ffffffffffff' where orderexecuted = 23")
                .update();

        VerbRun run = drift();

        assertThat(run.code()).isEqualTo(255);
        assertThat(run.err())
                .contains("ahead of this program: it has ffffffffffff")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesAHistoryWithAGap() {
        database.moveToHead();
        database.jdbc()
                .sql("delete from databasechangelog where orderexecuted = 5")
                .update();

        VerbRun run = drift();

        assertThat(run.code()).isEqualTo(255);
        assertThat(run.err()).contains("out of order");
    }

    @Test
    void helpsWithAnExample() {
        VerbRun run = VerbRun.withoutDatabase("drift", "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("migrate drift --json");
    }

    private VerbRun drift() {
        return VerbRun.of(database.scratch(), "drift");
    }
}
