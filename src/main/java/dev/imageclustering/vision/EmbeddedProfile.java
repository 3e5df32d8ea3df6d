package dev.imageclustering.vision;

import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ICC profile in files whose decoder drops it. A profile that is missing, damaged or not one of RGB colours is
 * answered by null: the picture is then taken for sRGB, as every viewer does.
 */
final class EmbeddedProfile {

    static final int MAX_BYTES = 8 << 20;

    private static final int HEADER_BYTES = 128;
    private static final int SIGNATURE_AT = 36;
    private static final int SIGNATURE = 0x61637370;

    private static final int JPEG_SOS = 0xDA;
    private static final int JPEG_APP2 = 0xE2;
    private static final byte[] JPEG_TAG = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    private static final int PNG_PROFILE = 0x69434350;
    private static final int PNG_DATA = 0x49444154;
    private static final int PNG_MAX_NAME = 80;

    private static final int WEBP_PROFILE = WebpLayout.fourCc("ICCP");

    private EmbeddedProfile() {}

    /** Joins the parts that a profile of more than 64 kB is cut into (ICC.1:2022, annex B.4). */
    static @Nullable ICC_Profile ofJpeg(ByteSource file) throws IOException {
        try {
            return of(joined(jpegParts(file)));
        } catch (UnreadablePicture endsEarly) {
            return null;
        }
    }

    /**
     * Refuses a JPEG with a profile that says to be longer than any is: the decoder for the rarer kinds of JPEG allocates
     * what it says before it finds out that the file is shorter.
     */
    static void checkLengthInJpeg(ByteSource file) throws IOException, UnreadablePicture {
        SortedMap<Integer, byte[]> parts = jpegParts(file);
        for (byte[] start : parts.values()) {
            checkLength(start);
        }
        checkLength(joined(parts));
    }

    private static void checkLength(byte[] profile) throws UnreadablePicture {
        if (profile.length < HEADER_BYTES) {
            return;
        }
        ByteBuffer header = ByteBuffer.wrap(profile);
        if (header.getInt(SIGNATURE_AT) == SIGNATURE && Integer.toUnsignedLong(header.getInt(0)) > MAX_BYTES) {
            throw UnreadablePicture.brokenHeader("The colour profile of the JPEG has an impossible length.");
        }
    }

    private static byte[] joined(SortedMap<Integer, byte[]> parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.values().forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    private static SortedMap<Integer, byte[]> jpegParts(ByteSource file) throws IOException, UnreadablePicture {
        SortedMap<Integer, byte[]> parts = new TreeMap<>();
        file.order(ByteOrder.BIG_ENDIAN);
        file.seek(2);
        int marker = nextSegment(file);
        while (marker != JPEG_SOS) {
            long end = file.position() + file.u16();
            if (marker == JPEG_APP2) {
                addPart(file, end, parts);
            }
            file.seek(end);
            marker = nextSegment(file);
        }
        return parts;
    }

    static @Nullable ICC_Profile ofPng(ByteSource file) throws IOException {
        try {
            file.order(ByteOrder.BIG_ENDIAN);
            file.seek(PngLayout.SIGNATURE_BYTES);
            while (true) {
                long length = file.u32();
                int type = file.i32();
                if (type == PNG_DATA) {
                    return null;
                }
                if (type == PNG_PROFILE && length <= MAX_BYTES) {
                    return inflated(file.bytes((int) length));
                }
                file.skip(length + PngLayout.CHECKSUM_BYTES);
            }
        } catch (UnreadablePicture endsEarly) {
            return null;
        }
    }

    static @Nullable ICC_Profile ofWebp(ByteSource file) throws IOException {
        try {
            file.order(ByteOrder.LITTLE_ENDIAN);
            file.seek(WebpLayout.FIRST_CHUNK_OFFSET);
            boolean extended = file.i32() == WebpLayout.EXTENDED;
            long length = file.u32();
            if (!extended || (file.u8() & WebpLayout.ICC_FLAG) == 0) {
                return null;
            }
            file.skip(length - 1);
            boolean follows = file.i32() == WEBP_PROFILE;
            long profileLength = file.u32();
            return follows && profileLength <= MAX_BYTES ? of(file.bytes((int) profileLength)) : null;
        } catch (UnreadablePicture endsEarly) {
            return null;
        }
    }

    private static int nextSegment(ByteSource file) throws IOException, UnreadablePicture {
        int marker;
        do {
            file.passNext(0xFF);
            marker = file.u8();
            while (marker == 0xFF) {
                marker = file.u8();
            }
        } while (marker <= 0x01 || (marker >= 0xD0 && marker <= 0xD8));
        return marker;
    }

    private static void addPart(ByteSource file, long end, SortedMap<Integer, byte[]> parts)
            throws IOException, UnreadablePicture {
        int headerBytes = JPEG_TAG.length + 2;
        if (end - file.position() <= headerBytes) {
            return;
        }
        for (byte expected : JPEG_TAG) {
            if (file.u8() != expected) {
                return;
            }
        }
        int number = file.u8();
        file.u8();
        parts.putIfAbsent(number, file.bytes((int) (end - file.position())));
    }

    /** Undoes the compression of a PNG's profile, which follows its name and a byte for the method. */
    private static @Nullable ICC_Profile inflated(byte[] chunk) throws IOException {
        int start = 0;
        while (start < Math.min(PNG_MAX_NAME, chunk.length) && chunk[start] != 0) {
            start++;
        }
        start += 2;
        if (start >= chunk.length) {
            return null;
        }
        try (InflaterInputStream inflater =
                new InflaterInputStream(new ByteArrayInputStream(chunk, start, chunk.length - start))) {
            return of(inflater.readNBytes(MAX_BYTES));
        } catch (IOException damaged) {
            return null;
        }
    }

    static @Nullable ICC_Profile of(byte[] bytes) {
        if (bytes.length == 0) {
            return null;
        }
        try {
            return ICC_Profile.getInstance(bytes);
        } catch (IllegalArgumentException damaged) {
            return null;
        }
    }
}
