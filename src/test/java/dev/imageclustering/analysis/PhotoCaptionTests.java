package dev.imageclustering.analysis;

import static com.drew.metadata.exif.ExifDirectoryBase.*;
import static dev.imageclustering.analysis.MadeFile.bytes;
import static dev.imageclustering.analysis.MadeFile.dataset;
import static dev.imageclustering.analysis.MadeFile.exifSegment;
import static dev.imageclustering.analysis.MadeFile.iptcSegment;
import static dev.imageclustering.analysis.MadeFile.join;
import static dev.imageclustering.analysis.MadeFile.jpeg;
import static dev.imageclustering.analysis.MadeFile.latin1;
import static dev.imageclustering.analysis.MadeFile.read;
import static dev.imageclustering.analysis.MadeFile.readXmp;
import static dev.imageclustering.analysis.MadeFile.segment;
import static dev.imageclustering.analysis.MadeFile.utf16;
import static dev.imageclustering.analysis.MadeFile.utf8;
import static dev.imageclustering.analysis.MadeFile.xmp;
import static dev.imageclustering.analysis.MadeFile.xmpSegment;
import static dev.imageclustering.analysis.TiffBuilder.ascii;
import static dev.imageclustering.analysis.TiffBuilder.undefined;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoCaptionTests {

    private static final String ALTERNATIVES = "<dc:description><rdf:Alt><rdf:li xml:lang='de'>Ein See</rdf:li>"
            + "<rdf:li xml:lang='x-default'>A lake</rdf:li></rdf:Alt></dc:description>";

    private static byte[] exif() {
        return exifSegment(new TiffBuilder()
                .image(TAG_IMAGE_DESCRIPTION, ascii("Of the image"))
                .image(TAG_WIN_COMMENT, TiffBuilder.bytes(utf16("Of Windows\0")))
                .exif(TAG_USER_COMMENT, undefined(latin1("ASCII\0\0\0Of the user")))
                .build());
    }

    private static String userComment(byte[] comment) {
        return read(new TiffBuilder().exif(TAG_USER_COMMENT, undefined(comment)))
                .caption();
    }

    private static String imageDescription(String text) {
        return read(new TiffBuilder().image(TAG_IMAGE_DESCRIPTION, TiffBuilder.utf8(text)))
                .caption();
    }

    @Test
    void prefersTheDefaultLanguage() {
        assertThat(readXmp(ALTERNATIVES).caption()).isEqualTo("A lake");
    }

    @Test
    void takesTheFirstLanguageWithoutADefault() {
        assertThat(readXmp(ALTERNATIVES.replace("x-default", "en")).caption()).isEqualTo("Ein See");
    }

    @Test
    void prefersXmpThenIptcThenExif() {
        byte[] iptc = iptcSegment(dataset(2, 120, latin1("Of the press")));

        assertThat(read(jpeg(exif(), iptc, xmpSegment(xmp(ALTERNATIVES)))).caption())
                .isEqualTo("A lake");
        assertThat(read(jpeg(exif(), iptc)).caption()).isEqualTo("Of the press");
        assertThat(read(jpeg(exif())).caption()).isEqualTo("Of the image");
    }

    @Test
    void fallsBackToTheUsersCommentThenWindows() {
        TiffBuilder exif = new TiffBuilder().image(TAG_WIN_COMMENT, TiffBuilder.bytes(utf16("Of Windows\0")));

        assertThat(read(exif).caption()).isEqualTo("Of Windows");
        assertThat(read(exif.exif(TAG_USER_COMMENT, undefined(latin1("ASCII\0\0\0Of the user"))))
                        .caption())
                .isEqualTo("Of the user");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OLYMPUS DIGITAL CAMERA         ",
                "KONICA MINOLTA DIGITAL CAMERA",
                "KODAK Digital Still Camera",
                "Digital StillCamera",
                "SONY DSC",
                "DCIM\\100MEDIA\\DJI_0001.JPG",
                "Exif_JPEG_PICTURE",
                "<KENOX S860  / Samsung S860>",
                "dav",
                "Created with GIMP",
                "                 ",
                "---"
            })
    void ignoresWhatCamerasAndProgramsFillIn(String text) {
        assertThat(imageDescription(text)).isNull();
        assertThat(readXmp("dc:description=\"" + text.replace("<", "&lt;") + "\"")
                        .caption())
                .isNull();
    }

    @Test
    void ignoresTheNameOfTheCamera() {
        assertThat(read(new TiffBuilder()
                                .image(TAG_MODEL, ascii("Lumia 950"))
                                .image(TAG_IMAGE_DESCRIPTION, ascii("Lumia 950 ")))
                        .caption())
                .isNull();
    }

    @Test
    void looksFurtherWhereTheFirstIsFilledIn() {
        byte[] filledIn = exifSegment(new TiffBuilder()
                .image(TAG_IMAGE_DESCRIPTION, ascii("SONY DSC"))
                .exif(TAG_USER_COMMENT, undefined(latin1("ASCII\0\0\0At the lake")))
                .build());

        assertThat(read(jpeg(filledIn)).caption()).isEqualTo("At the lake");
    }

    @Test
    void keepsACaptionThatOnlyMentionsACamera() {
        assertThat(imageDescription("My first digital camera was a gift")).isNotNull();
    }

    @Test
    void decodesTheUsersCommentInItsCharacterSet() {
        Charset jis = Charset.forName("ISO-2022-JP");

        assertThat(userComment(latin1("ASCII\0\0\0plain\0\0\0"))).isEqualTo("plain");
        assertThat(userComment(latin1("\0\0\0\0\0\0\0\0undefined"))).isEqualTo("undefined");
        assertThat(userComment(join(latin1("UNICODE\0"), "Größe".getBytes(StandardCharsets.UTF_16BE))))
                .isEqualTo("Größe");
        assertThat(userComment(join(latin1("JIS\0\0\0\0\0"), "写真".getBytes(jis))))
                .isEqualTo("写真");
    }

    @Test
    void findsTheByteOrderOfAUsersComment() {
        assertThat(userComment(join(latin1("UNICODE\0"), utf16("wrong order")))).isEqualTo("wrong order");
    }

    @Test
    void ignoresAUsersCommentThatIsNotText() {
        assertThat(userComment(join(latin1("\0\0\0\0\0\0\0\0"), bytes(1, 2, 3, 'a', 'b', 0xff, 0xd8))))
                .isNull();
        assertThat(userComment(latin1("ASCII"))).isNull();
        assertThat(userComment(latin1("ASCII\0\0\0          "))).isNull();
    }

    @Test
    void keepsLineBreaks() {
        assertThat(imageDescription("one\r\ntwo\rthree")).isEqualTo("one\ntwo\nthree");
    }

    @Test
    void cutsALongCaption() {
        assertThat(imageDescription("x".repeat(20_000))).hasSize(10_000);
    }

    @Test
    void leavesOutWhatTheDatabaseCannotHold() {
        byte[] windows = utf16("a\0b\ud83dc\ud83d\ude00d");

        assertThat(read(new TiffBuilder().image(TAG_WIN_COMMENT, TiffBuilder.bytes(windows)))
                        .caption())
                .isEqualTo("abc\ud83d\ude00d");
    }

    @Test
    void doesNotTakeAJpegsCommentForACaption() {
        assertThat(read(jpeg(segment(0xfe, utf8("CREATOR: gd-jpeg v1.0")))).caption())
                .isNull();
    }

    @Test
    @Timeout(20)
    void readsALongRunOfSpacesInLinearTime() {
        byte[] spaces = join(latin1("ASCII\0\0\0"), latin1(" ".repeat(60_000) + "x"));
        long start = System.nanoTime();

        assertThat(userComment(spaces)).isEqualTo("x");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
}
