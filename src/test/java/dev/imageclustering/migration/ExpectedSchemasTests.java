package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class ExpectedSchemasTests {

    private static final Path RESOURCES = Path.of("src/main/resources");

    @Test
    void areThoseOfARealDatabaseAtEachRevision() throws SQLException {
        List<Revision> revisions = RevisionChain.load().revisions();
        try (MigratedDatabase database = new MigratedDatabase()) {
            for (int number = 1; number <= revisions.size(); number++) {
                database.moveTo(number);
                assertThat(ExpectedSchemas.at(revisions.get(number - 1).id()))
                        .as(revisions.get(number - 1).id())
                        .isEqualTo(live(database));
            }
        }
    }

    @Test
    void areThoseOfARealDatabaseAfterEachWayBack() throws SQLException {
        RevisionChain chain = RevisionChain.load();
        try (MigratedDatabase database = new MigratedDatabase()) {
            database.moveToHead();
            for (int number = chain.revisions().size() - 1; number >= 0; number--) {
                database.moveTo(number);
                assertThat(ExpectedSchemas.at(chain, number)).isEqualTo(live(database));
            }
        }
    }

    @Test
    void haveAFileForEachRevisionAndNoOther() throws IOException {
        List<Revision> revisions = RevisionChain.load().revisions();
        try (Stream<Path> files = Files.list(RESOURCES.resolve("db/changelog/schemas"))) {
            assertThat(files.map(file -> RESOURCES.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(revisions.stream()
                            .map(revision -> ExpectedSchemas.resource(revisions.indexOf(revision) + 1, revision.id()))
                            .toList());
        }
    }

    @Test
    void areNotKnownForARevisionOfSomebodyElse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExpectedSchemas.at("000000000000"))
                .withMessage("There is no revision 000000000000");
    }

    /** Writes the files anew, after a revision was added: {@code -Dschemas.write=true}. */
    @Test
    @EnabledIfSystemProperty(named = "schemas.write", matches = "true")
    void canBeWrittenAnew() throws SQLException, IOException {
        List<Revision> revisions = RevisionChain.load().revisions();
        try (MigratedDatabase database = new MigratedDatabase()) {
            for (int number = 1; number <= revisions.size(); number++) {
                database.moveTo(number);
                Path file = RESOURCES.resolve(ExpectedSchemas.resource(
                        number, revisions.get(number - 1).id()));
                Files.write(file, live(database).lines());
                assertThat(file).isNotEmptyFile();
            }
        }
    }

    private static SchemaSnapshot live(MigratedDatabase database) throws SQLException {
        try (Connection connection = database.scratch().dataSource().getConnection()) {
            return SchemaSnapshot.read(connection);
        }
    }
}
