package dev.imageclustering.analysis;

import dev.imageclustering.image.ImageMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.zip.Deflater;

/** Files of every container that are made of metadata and nothing else. */
final class MadeFile {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final byte[] NOTHING = {};

    private MadeFile() {}

    static ImageMetadata read(byte[] file) {
        try {
            Path path = Files.createTempFile("made", ".bin");
            try {
                Files.write(path, file);
                return new ExifReader(Clock.fixed(NOW, ZoneOffset.UTC)).read(path);
            } finally {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static ImageMetadata read(TiffBuilder exif) {
        return read(jpeg(exifSegment(exif.build())));
    }

    static ImageMetadata readXmp(String properties) {
        return read(jpeg(xmpSegment(xmp(properties))));
    }

    static byte[] jpeg(byte[]... segments) {
        return join(bytes(0xff, 0xd8), join(segments), bytes(0xff, 0xda, 0, 2, 0xff, 0xd9));
    }

    static byte[] segment(int marker, byte[] payload) {
        return join(bytes(0xff, marker, payload.length + 2 >> 8, payload.length + 2), payload);
    }

    static byte[] exifSegment(byte[] tiff) {
        return segment(0xe1, join(latin1("Exif\0\0"), tiff));
    }

    static byte[] xmpSegment(String packet) {
        return segment(0xe1, join(latin1("http://ns.adobe.com/xap/1.0/\0"), utf8(packet)));
    }

    static byte[] photoshopSegment(byte[] resources) {
        return segment(0xed, join(latin1("Photoshop 3.0\0"), resources));
    }

    static byte[] iptcSegment(byte[]... datasets) {
        return photoshopSegment(imageResource(0x0404, join(datasets)));
    }

    static byte[] imageResource(int id, byte[] data) {
        return join(latin1("8BIM"), u16(id), bytes(0, 0), u32(data.length), data, new byte[data.length & 1]);
    }

    static byte[] dataset(int record, int number, byte[] value) {
        return join(bytes(0x1c, record, number), u16(value.length), value);
    }

    /** Wraps property elements, or with no element attributes, into a packet. */
    static String xmp(String properties) {
        boolean elements = properties.startsWith("<");
        return "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>\n<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
                + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''"
                + " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'"
                + " xmlns:exif='http://ns.adobe.com/exif/1.0/' xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
                + " xmlns:exifEX='http://cipa.jp/exif/1.0/' xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'"
                + " xmlns:MicrosoftPhoto='http://ns.microsoft.com/photo/1.0/' "
                + (elements ? ">" + properties : properties + ">")
                + "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end='w'?>";
    }

    static byte[] png(byte[]... chunks) {
        return join(bytes(0x89, 'P', 'N', 'G', 13, 10, 26, 10), chunk("IHDR", new byte[13]), join(chunks));
    }

    static byte[] chunk(String type, byte[] data) {
        return join(u32(data.length), latin1(type), data, u32(0));
    }

    static byte[] webp(byte[]... chunks) {
        return join(latin1("RIFF"), bytes(0, 0, 0, 0), latin1("WEBP"), join(chunks));
    }

    static byte[] riffChunk(String type, byte[] data) {
        byte[] length = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(data.length)
                .array();
        return join(latin1(type), length, data, new byte[data.length & 1]);
    }

    static byte[] gif(String xmp) {
        byte[] trailer = new byte[258];
        for (int i = 0; i < 256; i++) {
            trailer[i + 1] = (byte) (255 - i);
        }
        trailer[0] = 1;
        return join(
                latin1("GIF89a"),
                bytes(1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255),
                bytes(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0),
                bytes(0x21, 0xff, 11),
                latin1("XMP DataXMP"),
                utf8(xmp),
                trailer,
                bytes(0x3b));
    }

    /** Puts the items behind the boxes, as cameras do, or where {@code inside} is set into the box of item data. */
    static byte[] heic(byte[] tiff, String xmp, boolean inside) {
        byte[] exif = join(u32(6), latin1("Exif\0\0"), tiff);
        byte[] packet = utf8(xmp);
        byte[] start = box("ftyp", latin1("heic\0\0\0\0mif1heic"));
        byte[] infos = box(
                "iinf",
                join(
                        bytes(0, 0, 0, 0, 0, 2),
                        itemInfo(1, "Exif", NOTHING),
                        itemInfo(2, "mime", latin1("application/rdf+xml\0"))));
        int locationsLength = 8 + 4 + 4 + 2 * 16;
        int before = start.length + 8 + 4 + infos.length + locationsLength;
        int data = inside ? 0 : before + 8;
        byte[] locations = box(
                "iloc",
                join(
                        bytes(1, 0, 0, 0, 0x44, 0, 0, 2),
                        location(1, inside, data, exif.length),
                        location(2, inside, data + exif.length, packet.length)));
        byte[] items = box(inside ? "idat" : "mdat", join(exif, packet));
        return inside
                ? join(start, box("meta", join(new byte[4], infos, locations, items)))
                : join(start, box("meta", join(new byte[4], infos, locations)), items);
    }

    static byte[] box(String type, byte[] content) {
        return join(u32(content.length + 8), latin1(type), content);
    }

    private static byte[] itemInfo(int id, String type, byte[] more) {
        return box("infe", join(bytes(2, 0, 0, 0), u16(id), bytes(0, 0), latin1(type), bytes(0), more));
    }

    private static byte[] location(int id, boolean inside, int offset, int length) {
        return join(u16(id), u16(inside ? 1 : 0), u16(0), u16(1), u32(offset), u32(length));
    }

    static byte[] deflate(byte[] content) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] u16(int value) {
        return bytes(value >> 8, value);
    }

    static byte[] u32(long value) {
        return bytes((int) (value >> 24), (int) (value >> 16), (int) (value >> 8), (int) value);
    }

    static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Encodes in little-endian order whatever the characters are, halves of surrogate pairs included. */
    static byte[] utf16(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }
}
