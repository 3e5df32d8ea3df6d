package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Set;

/** The header of a BMP, in the variants of Windows and of OS/2. */
final class BmpLayout {

    private static final int INFO_OFFSET = 14;
    private static final int CORE_BYTES = 12;
    private static final int COMPRESSION_BYTES = 20;
    private static final int PIXELS_AT = 10;
    private static final int COMPRESSION_AT = 16;
    private static final int PROFILE_SIZE_AT = 116;
    private static final int WINDOWS_BYTES = 40;
    private static final int PROFILE_BYTES = 124;
    private static final int BYTES_OF_COLOUR = 4;
    private static final Set<Long> RUN_LENGTHS = Set.of(1L, 2L);
    // A palette, the pixels, a profile.
    private static final int MAX_PARTS = 3;
    private static final Set<Integer> INFO_SIZES = Set.of(CORE_BYTES, 16, 40, 52, 56, 64, 108, 124);
    private static final Set<Integer> BIT_COUNTS = Set.of(1, 2, 4, 8, 16, 24, 32);
    private static final long EMBEDDED_JPEG = 4;
    private static final long EMBEDDED_PNG = 5;

    private BmpLayout() {}

    static PictureLayout read(ByteSource source, PictureLimits limits) throws IOException, UnreadablePicture {
        source.order(ByteOrder.LITTLE_ENDIAN);
        source.seek(INFO_OFFSET);
        long infoBytes = source.u32();
        if (infoBytes > Integer.MAX_VALUE || !INFO_SIZES.contains((int) infoBytes)) {
            throw UnreadablePicture.brokenHeader("The BMP has an unknown kind of header.");
        }
        boolean core = infoBytes == CORE_BYTES;
        long width = core ? source.u16() : source.i32();
        // A negative height means that the rows run from top to bottom.
        long height = core ? source.u16() : Math.abs((long) source.i32());
        source.u16();
        int bitCount = source.u16();
        if (!BIT_COUNTS.contains(bitCount)) {
            throw UnreadablePicture.brokenHeader(
                    "The BMP has an impossible pixel size of %d bits.".formatted(bitCount));
        }
        if (infoBytes >= COMPRESSION_BYTES) {
            checkCompression(source.u32());
        }
        limits.check(width, height);
        return PictureLayout.of(PictureFormat.BMP, width, height).workingIn(2 * claimedBytes(source, infoBytes));
    }

    /**
     * Returns how many bytes the decoder reads at once, and then copies: everything between the headers and the pixels is
     * a palette to it.
     */
    private static long claimedBytes(ByteSource source, long infoBytes) throws IOException, UnreadablePicture {
        if (source.size() < INFO_OFFSET + infoBytes) {
            return 0;
        }
        source.seek(PIXELS_AT);
        long claimed = source.u32();
        if (infoBytes >= WINDOWS_BYTES) {
            source.seek(INFO_OFFSET + COMPRESSION_AT);
            boolean runs = RUN_LENGTHS.contains(source.u32());
            long data = source.u32();
            claimed += runs && data == 0 ? source.size() : runs ? data : 0;
            source.skip(8);
            claimed += source.u32() * BYTES_OF_COLOUR;
        }
        if (infoBytes == PROFILE_BYTES) {
            source.seek(INFO_OFFSET + PROFILE_SIZE_AT);
            claimed += source.u32();
        }
        return Math.min(claimed, MAX_PARTS * source.size());
    }

    /** Refuses a BMP that wraps another format: the size that counts would be that of the wrapped picture. */
    private static void checkCompression(long compression) throws UnreadablePicture {
        if (compression == EMBEDDED_JPEG || compression == EMBEDDED_PNG) {
            throw UnreadablePicture.unsupported("A BMP that holds a JPEG or PNG is not supported.");
        }
    }
}
