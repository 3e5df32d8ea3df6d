package dev.imageclustering.vision;

import java.io.IOException;

/** The header of a PNG (ISO/IEC 15948). */
final class PngLayout {

    static final int SIGNATURE_BYTES = 8;
    static final int CHECKSUM_BYTES = 4;

    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504C5445;
    private static final int IDAT = 0x49444154;
    private static final int MAX_PALETTE_BYTES = 3 * 256;
    private static final int MAX_EXTRA_BYTES = 64 << 20;

    private PngLayout() {}

    /**
     * Reads the size, and walks the chunks up to the picture data: the decoder allocates what a chunk declares as its
     * length before it finds out that the file is shorter.
     */
    static PictureLayout read(ByteSource source, PictureLimits limits) throws IOException, UnreadablePicture {
        source.seek(SIGNATURE_BYTES);
        if (source.u32() != 13 || source.i32() != IHDR) {
            throw UnreadablePicture.brokenHeader("The PNG does not start with its header.");
        }
        long width = source.u32();
        long height = source.u32();
        limits.check(width, height);
        source.skip(5 + CHECKSUM_BYTES);
        checkChunks(source);
        return PictureLayout.of(PictureFormat.PNG, width, height);
    }

    private static void checkChunks(ByteSource source) throws IOException, UnreadablePicture {
        int type;
        do {
            long length = source.u32();
            type = source.i32();
            long most = Math.min(type == PLTE ? MAX_PALETTE_BYTES : MAX_EXTRA_BYTES, source.size() - source.position());
            if (type != IDAT && length > most) {
                throw UnreadablePicture.brokenHeader("A chunk of the PNG has an impossible length.");
            }
            source.skip(length + CHECKSUM_BYTES);
        } while (type != IDAT);
    }
}
