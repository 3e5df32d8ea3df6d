package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LintVerbTests {

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThat(VerbRun.withoutDatabase("lint", "nowhere/0099.sql"))
                .isEqualTo(new VerbRun(255, "", "There is no file nowhere/0099.sql%n".formatted()));
    }

    @TempDir
    private Path folder;

    @Test
    void findsNothingInTheRevisionsOfTheProgram() {
        VerbRun run = VerbRun.withoutDatabase("lint");

        assertThat(run.out()).isEqualToNormalizingNewlines("Nothing unsafe found.\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void printsFileLineRuleAndMessage() throws IOException {
        Path file = unsafe();

        VerbRun run = VerbRun.withoutDatabase("lint", file.toString());

        assertThat(run.code()).isOne();
        assertThat(run.out())
                .startsWith(file + ":2: drop: t goes with what it holds; declare it: -- drops: t because ");
    }

    @Test
    void answersInJson() throws IOException {
        VerbRun run = VerbRun.withoutDatabase("lint", "--json", unsafe().toString());

        JsonNode findings = JsonMapper.shared().readTree(run.out());
        assertThat(run.code()).isOne();
        assertThat(findings.at("/findings/0/line").asInt()).isEqualTo(2);
        assertThat(findings.at("/findings/0/rule").asString()).isEqualTo("drop");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        VerbRun run = VerbRun.withoutDatabase("lint", folder.resolve("none.sql").toString());

        assertThat(run.code()).isEqualTo(255);
        assertThat(run.err()).contains("none.sql").doesNotContain("\tat ");
    }

    @Test
    void helpsWithAnExample() {
        VerbRun run = VerbRun.withoutDatabase("lint", "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("migrate lint src/main/resources/db/changelog/changes/");
    }

    private Path unsafe() throws IOException {
        return Files.writeString(
                folder.resolve("unsafe.sql"), "--changeset a:b\ndrop table t;\n--rollback select 1;\n");
    }
}
