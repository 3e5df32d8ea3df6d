package dev.imageclustering.analysis;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The properties of XMP packets that a photo's metadata is made of. (XMP specification part 1, section 7)
 *
 * <p>The packets are read by the platform's streaming parser and not by XMPCore, for three reasons: XMPCore keeps every
 * namespace that any file ever named in a registry of the whole process; it refuses a packet that is cut off, of which
 * this keeps what stands before the cut; and it builds a tree of all properties.
 */
final class XmpProperties {

    static final String DC = "http://purl.org/dc/elements/1.1/";
    static final String EXIF = "http://ns.adobe.com/exif/1.0/";
    static final String EXIF_EX = "http://cipa.jp/exif/1.0/";
    static final String MICROSOFT = "http://ns.microsoft.com/photo/1.0/";
    static final String PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/";
    static final String TIFF = "http://ns.adobe.com/tiff/1.0/";
    static final String XMP = "http://ns.adobe.com/xap/1.0/";

    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final QName DESCRIPTION = new QName(RDF, "Description");
    private static final QName ITEM = new QName(RDF, "li");
    private static final Set<String> WANTED = Set.of(DC, EXIF, EXIF_EX, MICROSOFT, PHOTOSHOP, TIFF, XMP);

    private static final String DEFAULT_LANGUAGE = "x-default";
    private static final int MAX_TEXT = 1 << 16;
    private static final int MAX_VALUES = 10_000;

    private record Value(String language, String text) {}

    private final Map<QName, List<Value>> properties = new HashMap<>();
    private int values;

    private XmpProperties() {}

    /** Reads packets; what two of them say counts as the first says it. Never throws: a damaged packet says less. */
    static XmpProperties of(List<byte[]> packets) {
        XmpProperties all = new XmpProperties();
        for (byte[] packet : packets) {
            XmpProperties one = new XmpProperties();
            one.read(packet);
            one.properties.forEach(all.properties::putIfAbsent);
        }
        return all;
    }

    /** Returns the property; of alternatives the default one, of a list the first. */
    @Nullable
    String text(String namespace, String name) {
        List<Value> all = properties.getOrDefault(new QName(namespace, name), List.of());
        return all.stream()
                .filter(value -> value.language().equalsIgnoreCase(DEFAULT_LANGUAGE))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(Value::text)
                .orElse(null);
    }

    /** Returns all values of a list. */
    List<String> texts(String namespace, String name) {
        return properties.getOrDefault(new QName(namespace, name), List.of()).stream()
                .map(Value::text)
                .toList();
    }

    /** Returns the property as a number; NaN if it is none. */
    double number(String namespace, String name) {
        return TagNumbers.parse(text(namespace, name));
    }

    private void read(byte[] packet) {
        try {
            XMLStreamReader xml = parser().createXMLStreamReader(new StringReader(characters(packet)));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getName().equals(DESCRIPTION)) {
                    readDescription(xml);
                }
            }
        } catch (XMLStreamException | RuntimeException damaged) {
            // What stands before the damage is read by now.
        }
    }

    private static XMLInputFactory parser() {
        XMLInputFactory parser = XMLInputFactory.newDefaultFactory();
        parser.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parser.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Raw converters write every setting as an attribute of one element, and go beyond the default of 200.
        parser.setProperty("jdk.xml.elementAttributeLimit", MAX_VALUES);
        return parser;
    }

    /** Returns the packet's text, without its padding and without characters that XML cannot hold. */
    private static String characters(byte[] packet) {
        String text = isUtf16(packet) ? MetadataText.decodeUtf16(packet, true) : MetadataText.decode(packet);
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .dropWhile(c -> c != '<')
                .filter(c -> c >= ' ' || c == '\n' || c == '\t')
                .filter(c -> c < 0xfffe || c > 0xffff)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** In either byte order a zero follows the first angle bracket. */
    private static boolean isUtf16(byte[] packet) {
        int bracket = 0;
        while (bracket < packet.length && packet[bracket] != '<') {
            bracket++;
        }
        return bracket + 1 < packet.length && packet[bracket + 1] == 0;
    }

    private void readDescription(XMLStreamReader xml) throws XMLStreamException {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            add(xml.getAttributeName(i), "", xml.getAttributeValue(i));
        }
        int event = xml.next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                readProperty(xml);
            }
            event = xml.next();
        }
    }

    /** Reads an element that is a property: text, or a container at depth 2 with its items at depth 3. */
    private void readProperty(XMLStreamReader xml) throws XMLStreamException {
        QName name = xml.getName();
        StringBuilder text = new StringBuilder();
        String language = "";
        boolean simple = true;
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    simple = false;
                    depth++;
                    if (depth == 3) {
                        text.setLength(0);
                        language = language(xml);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if ((depth == 3 && xml.getName().equals(ITEM)) || (depth == 1 && simple)) {
                        add(name, language, text.toString());
                    }
                    depth--;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (text.length() + xml.getTextLength() <= MAX_TEXT) {
                        text.append(xml.getText());
                    }
                }
                default -> {}
            }
        }
    }

    private static String language(XMLStreamReader xml) {
        String language = xml.getAttributeValue(XMLConstants.XML_NS_URI, "lang");
        return language == null ? "" : language;
    }

    private void add(QName name, String language, String text) {
        if (WANTED.contains(name.getNamespaceURI()) && !text.isBlank() && values < MAX_VALUES) {
            values++;
            properties.computeIfAbsent(name, key -> new ArrayList<>()).add(new Value(language, text));
        }
    }
}
