package dev.imageclustering.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GalleryFilesTests {

    private static final Set<String> CONTRACT = Set.of(
            "POST /images/upload",
            "GET /images",
            "GET /images/{}",
            "GET /images/thumbnail/{}",
            "GET /images/metadata/{}",
            "GET /images/quality/{}",
            "POST /images/quality/batch",
            "DELETE /images/{}",
            "POST /batches",
            "GET /batches",
            "GET /batches/{}",
            "PUT /batches/{}",
            "DELETE /batches/{}",
            "POST /batches/{}/images",
            "POST /batches/{}/upload-and-add",
            "DELETE /batches/{}/images",
            "PUT /batches/{}/analyze",
            "PUT /batches/{}/groups",
            "POST /batches/{}/groups/{}/rank");

    private static final String NAMESPACE = "xmlns=\"http://www.w3.org/2000/svg\"";

    /** The text of each file by its name. */
    private static Map<String, String> files = Map.of();

    @BeforeAll
    static void readFiles() throws IOException, URISyntaxException {
        URL page = Objects.requireNonNull(GalleryFilesTests.class.getResource("/static/gallery/index.html"));
        try (Stream<Path> paths = Files.list(Path.of(page.toURI()).resolveSibling(""))) {
            files = paths.collect(Collectors.toMap(
                    path -> path.getFileName().toString(), GalleryFilesTests::read, (a, b) -> a, TreeMap::new));
        }
    }

    @Test
    void pageRefersOnlyToFilesOfTheGallery() {
        List<String> references = groups("(?:src|href)=\"([^\"#]+)\"", files.get("index.html"))
                .filter(reference -> !reference.equals("/docs"))
                .toList();

        assertThat(references)
                .contains("/gallery/gallery.js", "/gallery/gallery.css")
                .allSatisfy(reference -> assertThat(files).containsKey(reference.replaceFirst("^/gallery/", "")));
    }

    @Test
    void modulesImportOnlyModulesOfTheGallery() {
        List<String> imports = scripts()
                .flatMap(script -> groups("\\bfrom '([^']+)'|\\bimport\\(?\\s*'([^']+)'", script))
                .toList();

        assertThat(imports).isNotEmpty().allSatisfy(name -> {
            assertThat(name).startsWith("./");
            assertThat(files).containsKey(name.substring(2));
        });
    }

    @Test
    void everyModuleIsReachedFromThePage() {
        Set<String> imported = scripts()
                .flatMap(script -> groups("\\bfrom './([^']+)'", script))
                .collect(Collectors.toSet());

        assertThat(files.keySet())
                .filteredOn(name -> name.endsWith(".js") && !name.equals("gallery.js"))
                .isSubsetOf(imported);
    }

    @Test
    void pageHasNoScriptOrStyleOfItsOwn() {
        assertThat(found("<script(?![^>]*\\bsrc=)|<script[^>]*>[^<]", "html")).isEmpty();
        assertThat(found("(?i)<style|\\sstyle\\s*=|\\son[a-z]+\\s*=|javascript:", "html"))
                .isEmpty();
    }

    @Test
    void pageForbidsWhatIsNotItsOwn() {
        assertThat(files.get("index.html"))
                .containsPattern("http-equiv=\"Content-Security-Policy\"\\s+content=\"default-src 'self';");
    }

    @Test
    void scriptsMakeNoMarkupOrCodeOfText() {
        String markup = "innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|document\\.write"
                + "|DOMParser|createContextualFragment|srcdoc|setAttribute\\('style'";

        assertThat(found(markup, "js")).isEmpty();
        assertThat(found("\\beval\\(|\\bFunction\\(|set(?:Timeout|Interval)\\(['\"`]", "js"))
                .isEmpty();
    }

    @Test
    void filesNameNoOtherServer() {
        assertThat(found("(?i)\\b(?:https?|wss?|ftp|blob):|\\bdata:[a-z]+/", "html", "css", "js", "svg"))
                .allMatch(found -> found.startsWith("icon.svg"))
                .hasSize(1);
        assertThat(found("[\"'`(=]\\s*//", "html", "css", "js")).isEmpty();
        assertThat(found("@import|\\burl\\(", "css")).isEmpty();
    }

    @Test
    void iconNamesOnlyItsNamespace() {
        assertThat(files.get("icon.svg")).containsOnlyOnce(":").contains(NAMESPACE);
    }

    @Test
    void scriptsNameOnlyPathsOfTheContract() {
        Set<String> known = CONTRACT.stream()
                .map(operation -> operation.substring(operation.indexOf('/')))
                .collect(Collectors.toSet());

        assertThat(scripts().flatMap(script -> groups("['\"`](/[^'\"`]*)['\"`]", script)))
                .isNotEmpty()
                .extracting(GalleryFilesTests::pattern)
                .isSubsetOf(known);
    }

    @Test
    void scriptsCallOnlyOperationsOfTheContract() {
        Pattern call = Pattern.compile("'(GET|POST|PUT|PATCH|DELETE)', ['\"`](/[^'\"`]*)['\"`]");
        Stream<String> operations = scripts()
                .flatMap(script -> call.matcher(script).results())
                .map(match -> match.group(1) + " " + pattern(match.group(2)));

        assertThat(operations).hasSizeGreaterThan(10).isSubsetOf(CONTRACT);
    }

    /** Returns the matches in the files of the types, each with the file's name. */
    private static Stream<String> found(String pattern, String... types) {
        Pattern compiled = Pattern.compile(pattern);
        return files.entrySet().stream()
                .filter(file -> Stream.of(types).anyMatch(type -> file.getKey().endsWith("." + type)))
                .flatMap(file ->
                        compiled.matcher(file.getValue()).results().map(match -> file.getKey() + ": " + match.group()));
    }

    private static String pattern(String path) {
        return path.replaceAll("\\?.*", "").replaceAll("\\$\\{[^}]*}", "{}").replaceAll("/$", "");
    }

    private static Stream<String> scripts() {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".js"))
                .map(Map.Entry::getValue);
    }

    /** Returns the group of each match that took part in it. */
    private static Stream<String> groups(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(GalleryFilesTests::group);
    }

    private static String group(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
