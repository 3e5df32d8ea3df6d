package dev.imageclustering.analysis;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Builds EXIF: a TIFF structure with the directory of the image, of EXIF and of GPS. */
final class TiffBuilder {

    static final int EXIF_POINTER = 0x8769;
    static final int GPS_POINTER = 0x8825;

    /** A value of a tag: TIFF type, count, and what writes it in the byte order of the file. */
    record Field(int type, int count, int length, Consumer<ByteBuffer> writer) {}

    private final Map<Integer, Field> image = new TreeMap<>();
    private final Map<Integer, Field> exif = new TreeMap<>();
    private final Map<Integer, Field> gps = new TreeMap<>();
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    static Field ascii(String text) {
        return raw(2, (text + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }

    static Field utf8(String text) {
        return raw(2, (text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    static Field undefined(byte[] bytes) {
        return raw(7, bytes);
    }

    static Field bytes(byte[] bytes) {
        return raw(1, bytes);
    }

    static Field shorts(int... values) {
        return new Field(3, values.length, values.length * 2, out -> {
            for (int value : values) {
                out.putShort((short) value);
            }
        });
    }

    static Field longs(long... values) {
        return new Field(4, values.length, values.length * 4, out -> {
            for (long value : values) {
                out.putInt((int) value);
            }
        });
    }

    /** Takes numerators and denominators in turn. */
    static Field rationals(long... values) {
        return new Field(5, values.length / 2, values.length * 4, longs(values).writer());
    }

    static Field signedRationals(long... values) {
        return new Field(10, values.length / 2, values.length * 4, longs(values).writer());
    }

    private static Field raw(int type, byte[] bytes) {
        return new Field(type, bytes.length, bytes.length, out -> out.put(bytes));
    }

    TiffBuilder littleEndian() {
        order = ByteOrder.LITTLE_ENDIAN;
        return this;
    }

    TiffBuilder image(int tag, Field field) {
        image.put(tag, field);
        return this;
    }

    TiffBuilder exif(int tag, Field field) {
        exif.put(tag, field);
        return this;
    }

    TiffBuilder gps(int tag, Field field) {
        gps.put(tag, field);
        return this;
    }

    byte[] build() {
        Map<Integer, Field> first = new TreeMap<>(image);
        int exifStart = 8 + length(first) + (exif.isEmpty() ? 0 : 12) + (gps.isEmpty() ? 0 : 12);
        int gpsStart = exifStart + (exif.isEmpty() ? 0 : length(exif));
        if (!exif.isEmpty()) {
            first.put(EXIF_POINTER, longs(exifStart));
        }
        if (!gps.isEmpty()) {
            first.put(GPS_POINTER, longs(gpsStart));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(buffer(8)
                .put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .array());
        out.writeBytes(directory(first, 8));
        out.writeBytes(exif.isEmpty() ? new byte[0] : directory(exif, exifStart));
        out.writeBytes(gps.isEmpty() ? new byte[0] : directory(gps, gpsStart));
        return out.toByteArray();
    }

    private static int length(Map<Integer, Field> fields) {
        return 6
                + fields.values().stream()
                        .mapToInt(field -> 12 + outside(field))
                        .sum();
    }

    private static int outside(Field field) {
        return field.length() <= 4 ? 0 : field.length() + (field.length() & 1);
    }

    private byte[] directory(Map<Integer, Field> fields, int start) {
        ByteBuffer out = buffer(length(fields));
        int values = 6 + fields.size() * 12;
        out.putShort((short) fields.size());
        for (Map.Entry<Integer, Field> entry : fields.entrySet()) {
            Field field = entry.getValue();
            out.putShort(entry.getKey().shortValue())
                    .putShort((short) field.type())
                    .putInt(field.count());
            int next = out.position() + 4;
            if (field.length() > 4) {
                out.putInt(start + values).position(values);
                values += outside(field);
            }
            field.writer().accept(out);
            out.position(next);
        }
        return out.array();
    }

    private ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(order);
    }
}
