package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteOrder;

/** The header of a WebP, simple or extended (RFC 9649). */
final class WebpLayout {

    static final int FIRST_CHUNK_OFFSET = 12;
    static final int EXTENDED = fourCc("VP8X");
    static final int ICC_FLAG = 0x20;

    private static final int LOSSY = fourCc("VP8 ");
    private static final int LOSSLESS = fourCc("VP8L");
    private static final int LOSSY_START_CODE = 0x2A019D;
    private static final int LOSSLESS_SIGNATURE = 0x2F;
    private static final int SIDE_MASK = 0x3FFF;
    // The decoder always decodes at full size: its own planes or words, and what it delivers.
    private static final int BYTES_PER_PIXEL = 8;

    private WebpLayout() {}

    static PictureLayout read(ByteSource source, PictureLimits limits) throws IOException, UnreadablePicture {
        source.order(ByteOrder.LITTLE_ENDIAN);
        source.seek(FIRST_CHUNK_OFFSET);
        int chunk = source.i32();
        source.u32();
        long width;
        long height;
        if (chunk == EXTENDED) {
            source.skip(4);
            width = source.u24() + 1L;
            height = source.u24() + 1L;
        } else if (chunk == LOSSLESS && source.u8() == LOSSLESS_SIGNATURE) {
            long bits = source.u32();
            width = (bits & SIDE_MASK) + 1;
            height = (bits >> 14 & SIDE_MASK) + 1;
        } else if (chunk == LOSSY && startsKeyFrame(source)) {
            width = source.u16() & SIDE_MASK;
            height = source.u16() & SIDE_MASK;
        } else {
            throw UnreadablePicture.brokenHeader("The WebP does not start with a picture.");
        }
        limits.check(width, height);
        return PictureLayout.of(PictureFormat.WEBP, width, height).workingIn(width * height * BYTES_PER_PIXEL);
    }

    private static boolean startsKeyFrame(ByteSource source) throws IOException, UnreadablePicture {
        boolean keyFrame = (source.u24() & 1) == 0;
        return source.u24() == LOSSY_START_CODE && keyFrame;
    }

    /** Returns the little-endian number that four characters make. */
    static int fourCc(String name) {
        return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
    }
}
