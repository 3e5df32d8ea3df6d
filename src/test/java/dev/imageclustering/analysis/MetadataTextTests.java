package dev.imageclustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MetadataTextTests {

    @Test
    void decodesUtf8AndElseWindows1252() {
        assertThat(MetadataText.decode("Zürich".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("Zürich");
        assertThat(MetadataText.decode("Zürich".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("Zürich");
        assertThat(MetadataText.decode(new byte[] {(byte) 0x93, 'a', (byte) 0x94}))
                .isEqualTo("“a”");
    }

    @Test
    void decodesUtf16ByItsMark() {
        assertThat(MetadataText.decode("a写".getBytes(StandardCharsets.UTF_16))).isEqualTo("a写");
    }

    @Test
    void goesByTheGivenOrderWhereNoZeroTellsIt() {
        byte[] bytes = "写真".getBytes(StandardCharsets.UTF_16BE);

        assertThat(MetadataText.decodeUtf16(bytes, true)).isEqualTo("写真");
        assertThat(MetadataText.decodeUtf16(bytes, false)).isNotEqualTo("写真");
    }

    @Test
    void makesOneLineWithoutControlCharacters() {
        assertThat(MetadataText.line(" \u0000 Can\u0000on\tEOS\u0007 \n", 100)).isEqualTo("Canon EOS");
    }

    @Test
    void leavesOutHalvesOfSurrogatePairs() {
        assertThat(MetadataText.line("\ud83da\ude00\ud83d\ude00", 100)).isEqualTo("a\ud83d\ude00");
    }

    @Test
    void countsCodePointsWhenItCuts() {
        assertThat(MetadataText.line("\ud83d\ude00".repeat(5), 3)).isEqualTo("\ud83d\ude00".repeat(3));
    }

    @Test
    void makesNothingOfNothing() {
        assertThat(MetadataText.line("\u0000\t ", 10)).isNull();
        assertThat(MetadataText.line(null, 10)).isNull();
        assertThat(MetadataText.lines(null, 10)).isNull();
    }

    @Test
    void keepsBreaksInSeveralLines() {
        assertThat(MetadataText.lines("a\r\nb\u0001c\td", 10)).isEqualTo("a\nb c\td");
    }
}
