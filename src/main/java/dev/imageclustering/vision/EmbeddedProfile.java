package dev.imageclustering.vision;

import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ICC profile in files whose decoder drops it. A profile that is missing or damaged is
 * answered by null: the picture is then taken for sRGB, as every viewer does.
 */
final class EmbeddedProfile {

    static final int MAX_BYTES = 8 << 20;

    private static final int HEADER_BYTES = 128;
    private static final int SIGNATURE_AT = 36;
    private static final int SIGNATURE = 0x61637370;

    private static final byte[] JPEG_TAG = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    private static final int TIFF_PROFILE = 34675;

    private static final int PNG_PROFILE = 0x69434350;
    private static final int PNG_DATA = 0x49444154;
    private static final int PNG_MAX_NAME = 80;

    private static final int WEBP_PROFILE = WebpLayout.fourCc("ICCP");

    /** A part of the profile of a JPEG; they are numbered from 1. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(int number, byte[] bytes) {}

    private EmbeddedProfile() {}

    /** Joins the parts that a profile of more than 64 kB is cut into (ICC.1:2022, annex B.4). */
    static @Nullable ICC_Profile ofJpeg(ByteSource file) throws IOException {
        try {
            SortedMap<Integer, byte[]> parts = new TreeMap<>();
            for (Part part : jpegParts(file, 0)) {
                parts.putIfAbsent(part.number, part.bytes);
            }
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            parts.values().forEach(whole::writeBytes);
            return of(whole.toByteArray());
        } catch (UnreadablePicture endsEarly) {
            return null;
        }
    }

    /**
     * Refuses a JPEG with a profile that says to be longer than any is: the decoder for the rarer kinds of JPEG allocates
     * what it says before it finds out that the file is shorter.
     *
     * @param from where the JPEG starts in the file
     */
    static void checkLengthInJpeg(ByteSource file, long from) throws IOException, UnreadablePicture {
        List<Part> parts = jpegParts(file, from);
        for (Part part : parts) {
            checkLength(part.bytes);
        }
        if (isCutWithinHeader(parts)) {
            throw UnreadablePicture.brokenHeader("The colour profile of the JPEG is cut within its header.");
        }
    }

    /** Whichever part a decoder takes for the first one has to say how long the profile is. */
    private static boolean isCutWithinHeader(List<Part> parts) {
        int highest = parts.stream().mapToInt(Part::number).max().orElse(0);
        return parts.size() > 1
                && parts.stream()
                        .filter(part -> part.bytes.length < HEADER_BYTES)
                        .anyMatch(part -> part.number < highest || part != parts.getLast());
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

    private static List<Part> jpegParts(ByteSource file, long from) throws IOException, UnreadablePicture {
        List<Part> parts = new ArrayList<>();
        for (JpegSegment segment : JpegSegment.from(file, from)) {
            long headerBytes = JPEG_TAG.length + 2L;
            if (segment.marker() == JpegSegment.APP2 && segment.end() - segment.start() > headerBytes) {
                file.seek(segment.start());
                byte[] content = file.bytes((int) (segment.end() - segment.start()));
                if (Arrays.equals(content, 0, JPEG_TAG.length, JPEG_TAG, 0, JPEG_TAG.length)) {
                    byte[] part = Arrays.copyOfRange(content, (int) headerBytes, content.length);
                    parts.add(new Part(content[JPEG_TAG.length] & 0xFF, part));
                }
            }
        }
        return parts;
    }

    /** Returns the profile of the first directory, which is checked. */
    static @Nullable ICC_Profile ofTiff(ByteSource file) throws IOException {
        try {
            file.order(ByteOrder.BIG_ENDIAN);
            file.seek(0);
            file.order(file.u16() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            TiffDirectory directory = TiffDirectory.readFirst(file);
            if (!directory.has(TIFF_PROFILE)) {
                return null;
            }
            file.seek(directory.position(TIFF_PROFILE));
            return of(file.bytes((int) Math.min(directory.count(TIFF_PROFILE), MAX_BYTES)));
        } catch (UnreadablePicture endsEarly) {
            return null;
        }
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
