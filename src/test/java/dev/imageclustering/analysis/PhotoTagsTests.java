package dev.imageclustering.analysis;

import static com.drew.metadata.exif.ExifDirectoryBase.TAG_WIN_KEYWORDS;
import static dev.imageclustering.analysis.MadeFile.bytes;
import static dev.imageclustering.analysis.MadeFile.dataset;
import static dev.imageclustering.analysis.MadeFile.exifSegment;
import static dev.imageclustering.analysis.MadeFile.imageResource;
import static dev.imageclustering.analysis.MadeFile.iptcSegment;
import static dev.imageclustering.analysis.MadeFile.join;
import static dev.imageclustering.analysis.MadeFile.jpeg;
import static dev.imageclustering.analysis.MadeFile.latin1;
import static dev.imageclustering.analysis.MadeFile.photoshopSegment;
import static dev.imageclustering.analysis.MadeFile.read;
import static dev.imageclustering.analysis.MadeFile.readXmp;
import static dev.imageclustering.analysis.MadeFile.utf16;
import static dev.imageclustering.analysis.MadeFile.utf8;
import static dev.imageclustering.analysis.MadeFile.xmp;
import static dev.imageclustering.analysis.MadeFile.xmpSegment;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhotoTagsTests {

    private static final byte[] SAYS_UTF8 = dataset(1, 90, bytes(0x1b, '%', 'G'));
    private static final byte[] SAYS_LATIN1 = dataset(1, 90, bytes(0x1b, '.', 'A'));

    private static byte[] keyword(byte[] text) {
        return dataset(2, 25, text);
    }

    private static String subjects(String... subjects) {
        return Stream.of(subjects)
                .map(subject -> "<rdf:li>" + subject + "</rdf:li>")
                .collect(Collectors.joining("", "<dc:subject><rdf:Bag>", "</rdf:Bag></dc:subject>"));
    }

    @Test
    void mergesAllSourcesInOrderWithoutRepetition() {
        byte[] exif = exifSegment(new TiffBuilder()
                .image(TAG_WIN_KEYWORDS, TiffBuilder.bytes(utf16("Lake;Summer; boat \0")))
                .build());
        byte[] iptc = iptcSegment(keyword(latin1("lake")), keyword(latin1("Alps")));

        assertThat(read(jpeg(exif, iptc, xmpSegment(xmp(subjects("Lake", "Family")))))
                        .tags())
                .containsExactly("Lake", "Family", "Alps", "Summer", "boat");
    }

    @Test
    void givesNoListWhereThereAreNoKeywords() {
        assertThat(readXmp(subjects("  ", "")).tags()).isNull();
    }

    @Test
    void decodesIptcAsItDeclares() {
        assertThat(read(jpeg(iptcSegment(SAYS_UTF8, keyword(utf8("Zürich"))))).tags())
                .containsExactly("Zürich");
        assertThat(read(jpeg(iptcSegment(SAYS_LATIN1, keyword(latin1("Ã¼ber")))))
                        .tags())
                .containsExactly("Ã¼ber");
    }

    @Test
    void decodesIptcThatDeclaresNothing() {
        assertThat(read(jpeg(iptcSegment(keyword(utf8("Zürich")), keyword(latin1("Genève")))))
                        .tags())
                .containsExactly("Zürich", "Genève");
    }

    @Test
    void findsIptcBehindOtherResourcesAndAcrossSegments() {
        byte[] resources = join(
                imageResource(0x03ed, new byte[7]),
                imageResource(0x0404, join(keyword(latin1("one")), keyword(latin1("two")))));
        int cut = resources.length - 5;

        assertThat(read(jpeg(
                                photoshopSegment(Arrays.copyOf(resources, cut)),
                                photoshopSegment(Arrays.copyOfRange(resources, cut, resources.length))))
                        .tags())
                .containsExactly("one", "two");
    }

    @Test
    void readsTheIptcOfATiffFile() {
        byte[] tiff = new TiffBuilder()
                .image(0x83bb, TiffBuilder.undefined(join(keyword(latin1("plain")), keyword(latin1("tiff")))))
                .build();

        assertThat(read(tiff).tags()).containsExactly("plain", "tiff");
    }

    @Test
    void boundsNumberAndLength() {
        String[] many = IntStream.range(0, 2000).mapToObj(i -> "tag" + i).toArray(String[]::new);

        assertThat(readXmp(subjects(many)).tags()).hasSize(500).startsWith("tag0", "tag1");
        assertThat(readXmp(subjects("x".repeat(1000))).tags()).containsExactly("x".repeat(255));
    }

    @Test
    void leavesOutWhatTheDatabaseCannotHold() {
        assertThat(read(jpeg(iptcSegment(keyword(latin1("a\0b\u0007c"))))).tags())
                .containsExactly("ab c");
    }
}
