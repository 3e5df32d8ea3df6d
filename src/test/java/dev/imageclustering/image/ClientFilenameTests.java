package dev.imageclustering.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFilenameTests {

    @ParameterizedTest
    @CsvSource({
        "photo.jpg, photo.jpg",
        "../../etc/passwd, passwd",
        "C:\\Users\\me\\photo.jpg, photo.jpg",
        "'  spaced.jpg ', spaced.jpg",
        "Grüße \uD83D\uDE00.jpg, Grüße \uD83D\uDE00.jpg",
    })
    void keepsTheNameAndDropsThePath(String sent, String kept) {
        assertThat(ClientFilename.clean(sent)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "/", "folder/", "\u0000\u0007", "\uD800"})
    void namesAFileThatHasNoUsableName(String sent) {
        assertThat(ClientFilename.clean(sent)).isEqualTo("unnamed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \\\"b\\\".jpg", "a %22b%22.jpg", "a \"b\".jpg"})
    void readsQuotationMarksHoweverAClientEscapesThem(String sent) {
        assertThat(ClientFilename.clean(sent)).isEqualTo("a \"b\".jpg");
    }

    @Test
    void namesAFileThatWasSentWithoutAName() {
        assertThat(ClientFilename.clean(null)).isEqualTo("unnamed");
    }

    @Test
    void dropsWhatTheDatabaseCannotHold() {
        assertThat(ClientFilename.clean("a\u0000b\uDC00c.jpg")).isEqualTo("abc.jpg");
    }

    @Test
    void cutsANameToTheLengthOfItsColumn() {
        assertThat(ClientFilename.clean("\uD83D\uDE00".repeat(2_000)).codePointCount(0, 2_048))
                .isEqualTo(1_024);
    }
}
