package dev.imageclustering.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.imageclustering.shared.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.Resource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A file may be deleted at any moment of its answer. */
class FileResponsesTests {

    @TempDir
    private Path folder;

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/images/1");

    @BeforeEach
    void beginRequest() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    @AfterEach
    void endRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    private Resource body(Path file) throws IOException {
        Resource body = FileResponses.inline(file, "image/jpeg", "tag", "a.jpg").getBody();
        assertThat(body).isNotNull();
        return body;
    }

    @Test
    void doesNotFindAFileThatWasDeletedBefore() {
        assertThatThrownBy(() -> body(folder.resolve("gone.jpg")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    @Test
    void doesNotFindAFileThatIsDeletedBeforeItIsOpened() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jpg"), "0123456789");
        Resource body = body(file);
        Files.delete(file);

        assertThatThrownBy(body::getInputStream).isInstanceOf(Problem.class);
    }

    @Test
    void readsToTheEndAFileThatIsDeletedMeanwhile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jpg"), "0123456789");
        request.addHeader("Range", "bytes=2-5");

        try (var stream = body(file).getInputStream()) {
            Files.delete(file);

            assertThat(stream.readAllBytes()).asString().isEqualTo("2345");
        }
    }
}
