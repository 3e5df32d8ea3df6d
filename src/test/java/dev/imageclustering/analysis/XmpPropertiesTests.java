package dev.imageclustering.analysis;

import static dev.imageclustering.analysis.MadeFile.join;
import static dev.imageclustering.analysis.MadeFile.utf8;
import static dev.imageclustering.analysis.MadeFile.xmp;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class XmpPropertiesTests {

    private static final String SUBJECTS =
            "<dc:subject><rdf:Bag><rdf:li>one</rdf:li><rdf:li>two</rdf:li></rdf:Bag></dc:subject>";

    private static XmpProperties parse(String packet) {
        return XmpProperties.of(List.of(utf8(packet)));
    }

    private static String make(XmpProperties properties) {
        return properties.text(XmpProperties.TIFF, "Make");
    }

    @Test
    void readsAttributesAndElements() {
        assertThat(make(parse(xmp("tiff:Make='Canon'")))).isEqualTo("Canon");
        assertThat(make(parse(xmp("<tiff:Make>Canon</tiff:Make>")))).isEqualTo("Canon");
    }

    @Test
    void readsSeveralDescriptions() {
        String second =
                "</rdf:Description><rdf:Description xmlns:tiff='http://ns.adobe.com/tiff/1.0/' tiff:Make='Canon'>";

        assertThat(make(parse(xmp(SUBJECTS + second)))).isEqualTo("Canon");
    }

    @Test
    void goesByTheNamespaceAndNotByThePrefix() {
        assertThat(make(parse(xmp("tiff:Make='Canon'").replace("tiff:", "t:").replace("xmlns:tiff", "xmlns:t"))))
                .isEqualTo("Canon");
        assertThat(make(parse(xmp("tiff:Make='Canon'").replace("http://ns.adobe.com/tiff/1.0/", "urn:other"))))
                .isNull();
    }

    @Test
    void ignoresStructures() {
        assertThat(make(parse(
                        xmp("<tiff:Make><rdf:Description><xmp:Label>x</xmp:Label></rdf:Description></tiff:Make>"))))
                .isNull();
    }

    @Test
    void keepsWhatStandsBeforeTheCut() {
        String packet = xmp(SUBJECTS + "<tiff:Make>Canon</tiff:Make>");

        assertThat(parse(packet.substring(0, packet.indexOf("two"))).texts(XmpProperties.DC, "subject"))
                .containsExactly("one");
    }

    @Test
    void letsTheFirstPacketWin() {
        XmpProperties both =
                XmpProperties.of(List.of(utf8(xmp("tiff:Make='A'")), utf8(xmp("tiff:Make='B' tiff:Model='M'"))));

        assertThat(make(both)).isEqualTo("A");
        assertThat(both.text(XmpProperties.TIFF, "Model")).isEqualTo("M");
    }

    @Test
    void readsPacketsInUtf16() {
        byte[] packet = xmp("tiff:Make='Größe'").getBytes(StandardCharsets.UTF_16LE);

        assertThat(make(XmpProperties.of(List.of(packet)))).isEqualTo("Größe");
    }

    @Test
    void readsPacketsThatAreWronglyInLatin1() {
        byte[] packet = xmp("tiff:Make='Größe'").replace("\ufeff", "").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(make(XmpProperties.of(List.of(packet)))).isEqualTo("Größe");
    }

    @Test
    void toleratesZerosAroundThePacketAndControlCharactersInIt() {
        byte[] packet = join(new byte[3], utf8(xmp("tiff:Make='Can\u0001on'")), new byte[100]);

        assertThat(make(XmpProperties.of(List.of(join(utf8(" "), packet))))).isEqualTo("Canon");
    }

    @Test
    void readsThousandsOfAttributes() {
        String settings = IntStream.range(0, 3000)
                .mapToObj(i -> "xmp:Setting" + i + "='0' ")
                .collect(Collectors.joining());

        assertThat(make(parse(xmp(settings + "tiff:Make='Canon'")))).isEqualTo("Canon");
    }

    @Test
    void resolvesNoEntities() {
        String packet = "<!DOCTYPE x [<!ENTITY file SYSTEM 'file:///etc/hostname'><!ENTITY a 'Canon'>]>"
                + xmp("<tiff:Model>&file;</tiff:Model><tiff:Make>&a;</tiff:Make>")
                        .replaceFirst("<\\?xpacket.*\\?>", "");

        XmpProperties properties = parse(packet);

        assertThat(properties.text(XmpProperties.TIFF, "Model")).isNull();
        assertThat(make(properties)).isNull();
    }

    @Test
    void survivesDeepNesting() {
        assertThat(make(parse(xmp("<tiff:Model>" + "<a>".repeat(200_000) + "</tiff:Model>"))))
                .isNull();
    }

    @Test
    void saysNothingOfWhatIsNoXml() {
        assertThat(make(parse("no packet"))).isNull();
        assertThat(make(parse(""))).isNull();
        assertThat(XmpProperties.of(List.of()).number(XmpProperties.XMP, "Rating"))
                .isNaN();
    }
}
