package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on schemas that are not the one of this program. */
@ExtendWith(OutputCaptureExtension.class)
class SchemaReadinessIntegrationTests {

    private static final String UNKNOWN = "abcdefabcdef";
    private static final String READINESS = "/actuator/health/readiness";
    private static final String HEAD = RevisionFiles.ids().getLast();

    private final MigratedDatabase database = new MigratedDatabase();

    @TempDir
    private Path photos;

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void refusesReadinessWhileTheSchemaIsBehindAndOpensWhenSomebodyElseHasMigrated(CapturedOutput output) {
        database.moveTo(9);
        String problem =
                "The schema is behind this program: it is at cc526443c54f, and %d revisions are pending, up to %s"
                        .formatted(RevisionFiles.ids().size() - 9, HEAD);

        try (RunningService service = start("--image-clustering.migration.on-start=false")) {
            assertThat(service.status(READINESS)).isEqualTo(503);
            assertThat(problemOf(service)).startsWith(problem);
            assertThat(service.status("/actuator/health/liveness")).isEqualTo(200);
            assertThat(service.get("/actuator/migrations").get("pending"))
                    .hasSize(RevisionFiles.ids().size() - 9);
            assertThat(database.applied()).hasSize(9);
            assertThat(output.getOut().lines().filter(line -> line.contains("WARN") || line.contains("ERROR")))
                    .singleElement()
                    .asString()
                    .contains(problem);

            database.moveToHead();

            await().atMost(Duration.ofSeconds(20)).until(() -> service.status(READINESS) == 200);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> output.getOut().contains("The schema fits now: the service is ready"));
            assertThat(service.status("/images/")).isEqualTo(200);
        }
    }

    @Test
    void refusesRequestsWhileTheSchemaIsBehindAndAnswersThemWhenSomebodyElseHasMigrated() {
        database.moveTo(9);

        try (RunningService service = start("--image-clustering.migration.on-start=false")) {
            HttpResponse<String> refusal = service.answer("/images/?limit=1");
            JsonNode problem = new JsonMapper().readTree(refusal.body());

            assertThat(refusal.statusCode()).isEqualTo(503);
            assertThat(refusal.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refusal.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(problem.get("type").asString()).isEqualTo("urn:image-clustering:problem:service-unavailable");
            assertThat(problem.get("instance").asString()).isEqualTo("/images");
            assertThat(problem.get("detail").asString())
                    .isEqualTo(
                            "The schema is at cc526443c54f, this server needs " + HEAD + ": run migrate upgrade head");
            assertThat(service.statuses("/", "/batches/", "/batches/1", "/images/quality/1"))
                    .containsOnly(503);
            assertThat(service.delete("/images/1")).isEqualTo(503);

            database.moveToHead();

            await().atMost(Duration.ofSeconds(20)).until(() -> service.status("/images/?limit=1") == 200);
            assertThat(service.statuses("/", "/batches/")).containsOnly(200);
            assertThat(service.status("/batches/1")).isEqualTo(404);
        }
    }

    @Test
    void showsItsStateItsDescriptionAndItsPagesWithoutASchema() {
        try (RunningService service = start("--MIGRATE_ON_START=false")) {
            assertThat(service.status("/images/")).isEqualTo(503);
            assertThat(service.statuses(
                            "/actuator/migrations",
                            "/actuator/prometheus",
                            "/actuator/health/liveness",
                            "/v3/api-docs",
                            "/openapi.json",
                            "/docs",
                            "/gallery/gallery.js"))
                    .containsOnly(200);
            assertThat(service.status("/nothing/here")).isEqualTo(404);
        }
    }

    @Test
    void refusesRequestsOnASchemaThatIsAhead() {
        moveAhead();

        try (RunningService service = start()) {
            assertThat(service.get("/batches/").get("detail").asString())
                    .isEqualTo("The schema is at abcdefabcdef, this server needs " + HEAD
                            + ", which is older: run the newer server");
            assertThat(service.status("/batches/")).isEqualTo(503);
        }
    }

    @Test
    void refusesRequestsWhenRevisionsAreTakenBackUnderIt() {
        try (RunningService service = start()) {
            assertThat(service.status("/batches/")).isEqualTo(200);

            database.moveTo(9);

            await().atMost(Duration.ofSeconds(20)).until(() -> service.status("/batches/") == 503);
            database.moveToHead();
            await().atMost(Duration.ofSeconds(20)).until(() -> service.status("/batches/") == 200);
        }
    }

    @Test
    void refusesReadinessOnAnEmptyDatabaseThatItMayNotMigrate() {
        try (RunningService service = start("--MIGRATE_ON_START=false")) {
            assertThat(service.status(READINESS)).isEqualTo(503);
            assertThat(problemOf(service)).startsWith("The schema is behind this program: it is at no revision");
            assertThat(database.schema()).isEmpty();
        }
    }

    @Test
    void touchesNothingOfASchemaThatIsAhead(CapturedOutput output) {
        moveAhead();
        List<String> schema = database.schema();

        try (RunningService service = start()) {
            assertThat(service.status(READINESS)).isEqualTo(503);
            assertThat(problemOf(service))
                    .startsWith("The schema is ahead of this program: it has abcdefabcdef (From the future), and this"
                            + " program knows no revision after " + HEAD);
            JsonNode status = service.get("/actuator/migrations");
            assertThat(status.get("unexpected").get(0).get("id").asString()).isEqualTo(UNKNOWN);
            assertThat(status.get("current").asString()).isEqualTo(UNKNOWN);
        }

        assertThat(output).containsOnlyOnce("The schema is ahead of this program");
        assertThat(database.schema()).isEqualTo(schema);
        assertThat(database.applied()).endsWith(UNKNOWN);
    }

    @Test
    void keepsServingWhenANewerProgramMigratesBesideIt() {
        try (RunningService service = start()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> service.status(READINESS) == 200);

            moveAhead();

            assertThat(service.status(READINESS)).isEqualTo(200);
            assertThat(service.status("/batches/")).isEqualTo(200);
            assertThat(problemOf(service)).startsWith("The schema is ahead of this program");
            database.jdbc()
                    .sql("delete from databasechangelog where id in (?, ?)")
                    .params(UNKNOWN, HEAD)
                    .update();
            assertThat(service.status(READINESS)).isEqualTo(503);
        }
    }

    @Test
    void showsHowTheSchemaStands() {
        try (RunningService service = start()) {
            database.jdbc()
                    .sql("alter table images add column surprise integer")
                    .update();

            JsonNode status = service.get("/actuator/migrations");

            assertThat(status.get("current").asString()).isEqualTo(HEAD);
            assertThat(status.get("head").asString()).isEqualTo(HEAD);
            assertThat(status.get("pending")).isEmpty();
            assertThat(status.get("unexpected")).isEmpty();
            assertThat(status.get("applied")).hasSize(RevisionFiles.ids().size());
            assertThat(status.get("applied").get(5).get("title").asString()).isEqualTo("Add metadata");
            assertThat(status.get("applied").get(5).get("appliedAt").asString()).startsWith("20");
            assertThat(status.get("drift").toString()).contains("images.surprise integer");
            assertThat(status.get("lockHolder").isNull()).isTrue();
            assertThat(status.get("adoptedFrom").isNull()).isTrue();
            assertThat(service.status("/actuator/liquibase")).isEqualTo(200);
        }
    }

    @Test
    void showsWhoIsMigrating() throws Exception {
        try (MigrationSession _ = MigrationSession.open(database.scratch().dataSource(), Duration.ZERO);
                var connection = database.scratch().dataSource().getConnection()) {
            assertThat(MigrationsEndpoint.status(connection).lockHolder()).startsWith("image-clustering migration");
        }
    }

    private void moveAhead() {
        database.moveToHead();
        database.jdbc()
                .sql(
                        "insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype, comments)"
                                + " values (?, 'image-clustering', 'revisions', now(), 1000, 'EXECUTED', 'From the future')")
                .param(UNKNOWN)
                .update();
    }

    private RunningService start(String... arguments) {
        return RunningService.start(database.scratch(), photos, arguments);
    }

    private static String problemOf(RunningService service) {
        return service.get(READINESS)
                .get("components")
                .get("migrations")
                .get("details")
                .get("problem")
                .asString();
    }
}
