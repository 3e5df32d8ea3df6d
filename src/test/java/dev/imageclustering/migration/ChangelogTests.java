package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChangelogTests {

    private static final Path FROZEN = Path.of("src/test/resources/migration/frozen-revisions.sha256");

    @Test
    void beginsWithTheNineRevisionsOfThePythonSystem() {
        assertThat(RevisionFiles.ids())
                .startsWith(
                        "bb0ac39a2a27",
                        "ba650b8c5046",
                        "c69c13026fe2",
                        "c910e59362f6",
                        "f20a4b6a74f4",
                        "487c42b05f95",
                        "b8c2e1c76ce3",
                        "0c40df432af5",
                        "cc526443c54f");
    }

    @Test
    void numbersItsFilesWithoutGapsAndNamesEachRevisionOnce() {
        List<String> numbers = RevisionFiles.all().stream()
                .map(file -> file.getFileName().toString().substring(0, 4))
                .toList();

        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size())
                        .mapToObj("%04d"::formatted)
                        .toList());
        assertThat(RevisionFiles.ids()).doesNotHaveDuplicates();
    }

    @Test
    void includesEveryFileInOrderAndNothingElse() {
        String expected = RevisionFiles.all().stream()
                .map(file -> "  - include:%n      file: changes/%s%n      relativeToChangelogFile: true%n"
                        .formatted(file.getFileName()))
                .reduce("databaseChangeLog:%n".formatted(), String::concat);

        assertThat(RevisionFiles.FOLDER.resolve("db.changelog-master.yaml"))
                .content()
                .isEqualToNormalizingNewlines(expected);
    }

    @ParameterizedTest
    @MethodSource("dev.imageclustering.migration.RevisionFiles#all")
    void hasOneChangesetAFileNamedLikeTheFile(Path file) {
        assertThat(lines(file, "--changeset"))
                .singleElement()
                .asString()
                .startsWith(
                        "--changeset image-clustering:%s logicalFilePath:revisions".formatted(RevisionFiles.id(file)));
    }

    @ParameterizedTest
    @MethodSource("dev.imageclustering.migration.RevisionFiles#all")
    void saysWhatARevisionIsForAndHowToTakeItBack(Path file) {
        assertThat(lines(file, "--comment: ")).hasSize(1);
        assertThat(lines(file, "-- ")).isNotEmpty();
        assertThat(lines(file, "--rollback ")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.imageclustering.migration.RevisionFiles#all")
    void keepsProceduresInOnePiece(Path file) {
        String changeset = lines(file, "--changeset").getFirst();

        assertThat(RevisionFiles.text(file).contains("$$")).isEqualTo(changeset.contains(" splitStatements:false"));
        assertThat(lines(file, "--rollback ").toString().contains("$$")
                        && !changeset.contains(" rollbackSplitStatements:false"))
                .isFalse();
    }

    /** The parser takes a comment for one of its own words when it begins with one. */
    @ParameterizedTest
    @MethodSource("dev.imageclustering.migration.RevisionFiles#all")
    void beginsNoCommentWithAWordOfTheParser(Path file) {
        assertThat(RevisionFiles.text(file))
                .doesNotContainPattern(Pattern.compile(
                        "^\\s*--\\s+(rollback|comment|changeset|property|precondition|validchecksum|ignore)",
                        Pattern.MULTILINE | Pattern.CASE_INSENSITIVE));
    }

    @ParameterizedTest
    @MethodSource("dev.imageclustering.migration.RevisionFiles#all")
    void neverChangesARevision(Path file) throws IOException {
        String checksum = "%s  %s".formatted(sha256(RevisionFiles.text(file)), file.getFileName());

        assertThat(Files.readAllLines(FROZEN))
                .withFailMessage("""
                        %s is not the file that was frozen.
                        A revision that is merged never changes: databases have run it as it was, and would refuse it.
                        - If you changed it, take that back, and write what you want as a new revision.
                        - If it is new, freeze it when it is finished: append this line to %s
                        %s
                        """, file.getFileName(), FROZEN, checksum)
                .contains(checksum);
    }

    @Test
    void neverLosesARevision() throws IOException {
        assertThat(Files.readAllLines(FROZEN))
                .extracting(line -> line.substring(line.indexOf("  ") + 2))
                .isEqualTo(RevisionFiles.all().stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
    }

    private static List<String> lines(Path file, String start) {
        try (Stream<String> lines = RevisionFiles.text(file).lines()) {
            return lines.filter(line -> line.startsWith(start)).toList();
        }
    }

    private static String sha256(String text) {
        try {
            byte[] normalised = text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(normalised));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
