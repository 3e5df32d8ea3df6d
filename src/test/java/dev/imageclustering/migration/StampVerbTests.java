package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StampVerbTests {

    private static final List<String> IDS = RevisionFiles.ids();

    private final MigratedDatabase database = new MigratedDatabase();
    private final Cli cli = new Cli(database.scratch().dataSource());

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void writesTheHistoryOfASchemaThatIsThere() {
        database.moveToHead();
        database.jdbc().sql("drop table databasechangelog").update();

        assertThat(cli.run("stamp", "head"))
                .isEqualTo(new Cli.Result(0, "Stamped: the database is at %s.%n".formatted(RevisionFiles.head()), ""));
        assertThat(database.applied()).isEqualTo(IDS);
    }

    @Test
    void writesTheRowsThatAMigrationWrites() {
        database.moveToHead();
        List<String> migrated = history();
        database.jdbc().sql("drop table databasechangelog").update();

        cli.run("stamp", "head");

        assertThat(history()).isEqualTo(migrated);
    }

    @Test
    void leavesNothingToUpgradeAndAWayBack() {
        database.moveTo(9);
        List<String> schema = database.schema();
        database.jdbc().sql("drop table databasechangelog").update();

        assertThat(cli.run("stamp", "cc52").code()).isZero();

        assertThat(cli.run("upgrade", "head").lines().getLast())
                .startsWith("Applied %d revisions".formatted(RevisionFiles.ids().size() - RevisionFiles.INHERITED));
        assertThat(cli.run("downgrade", "cc52", "--yes").code()).isZero();
        assertThat(database.schema()).isEqualTo(schema);
    }

    @Test
    void keepsTheRowsThatAreRight() {
        database.moveTo(3);
        database.jdbc()
                .sql("update databasechangelog set dateexecuted = '2001-02-03'")
                .update();

        cli.run("stamp", "head", "--force");

        assertThat(database.jdbc()
                        .sql(
                                "select id from databasechangelog where dateexecuted = '2001-02-03' order by orderexecuted")
                        .query(String.class)
                        .list())
                .isEqualTo(IDS.subList(0, 3));
    }

    @Test
    void takesRowsAwayToo() {
        database.moveTo(3);

        assertThat(cli.run("stamp", "-1", "--force").out())
                .isEqualTo("Stamped: the database is at ba650b8c5046.%n".formatted());
        assertThat(database.applied()).isEqualTo(IDS.subList(0, 2));
    }

    @Test
    void stampsAnEmptySchemaAsBase() {
        database.moveTo(1);
        database.jdbc().sql("drop table images, image_batches").update();

        assertThat(cli.run("stamp", "base").code()).isZero();
        assertThat(database.applied()).isEmpty();
    }

    @Test
    void refusesASchemaOfAnotherRevision() {
        database.moveTo(4);

        assertThat(cli.run("stamp", "c69c"))
                .isEqualTo(new Cli.Result(
                        Cli.REFUSED,
                        "",
                        ("  + column images.features bytea%n"
                                        + "The schema is not that of c69c13026fe2: 0 missing (-), 1 unexpected (+)."
                                        + " Nothing was done; --force stamps all the same.%n")
                                .formatted()));
        assertThat(database.applied()).hasSize(4);
    }

    @Test
    void makesNothingInAnEmptyDatabaseThatItRefuses() {
        Cli.Result result = cli.run("stamp", "head");

        assertThat(result.code()).isEqualTo(Cli.REFUSED);
        assertThat(result.err()).contains("  - and ").contains("The schema is not that of " + RevisionFiles.head());
        assertThat(database.jdbc()
                        .sql("select to_regnamespace('image_clustering') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void refusesARevisionThatIsNotThere() {
        assertThat(cli.run("stamp", "abcdef"))
                .isEqualTo(new Cli.Result(
                        Cli.REFUSED, "", "There is no revision abcdef. Nothing was done.%n".formatted()));
    }

    @Test
    void forgetsRevisionsOfAnotherProgramOnlyWhenForced() {
        database.moveTo(2);
        database.jdbc()
                .sql("insert into databasechangelog select 'ffffffffffff', author, filename, now(), 3, exectype from"
                        + " databasechangelog limit 1")
                .update();

        assertThat(cli.run("stamp", "ba65").err())
                .startsWith("The schema is ahead of this program: it has ffffffffffff")
                .endsWith(". Nothing was done; --force forgets what is not known.%n".formatted());
        assertThat(cli.run("stamp", "ba65", "--force").code()).isZero();
        assertThat(database.applied()).isEqualTo(IDS.subList(0, 2));
    }

    @Test
    void writesAllRowsOrNone() {
        database.moveToHead();
        database.jdbc()
                .sql("delete from databasechangelog where orderexecuted > 1")
                .update();
        database.jdbc()
                .sql("alter table databasechangelog add constraint no_more check (orderexecuted < 15)")
                .update();

        Cli.Result result = cli.run("stamp", "head");

        assertThat(result.code()).isEqualTo(Cli.REFUSED);
        assertThat(result.err())
                .startsWith("The database refused: ERROR: new row")
                .hasLineCount(1);
        assertThat(database.applied()).hasSize(1);
    }

    private List<String> history() {
        return database.jdbc()
                .sql("select concat_ws(' | ', orderexecuted, id, author, filename, exectype, md5sum, description,"
                        + " comments, liquibase) from databasechangelog order by orderexecuted")
                .query(String.class)
                .list();
    }
}
