package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteOrder;

/** The header of a GIF: its canvas and where the first frame lies on it (GIF89a specification, sections 18 to 24). */
final class GifLayout {

    private static final int SCREEN_OFFSET = 6;
    private static final int IMAGE = 0x2C;
    private static final int EXTENSION = 0x21;

    private GifLayout() {}

    /** Reads the canvas, which is widened to hold the first frame where that sticks out of it, as browsers do. */
    static PictureLayout read(ByteSource source, PictureLimits limits) throws IOException, UnreadablePicture {
        source.order(ByteOrder.LITTLE_ENDIAN);
        source.seek(SCREEN_OFFSET);
        int screenWidth = source.u16();
        int screenHeight = source.u16();
        int flags = source.u8();
        source.skip(2 + colourTableBytes(flags));
        findFirstFrame(source);
        int left = source.u16();
        int top = source.u16();
        int width = source.u16();
        int height = source.u16();
        limits.check(width, height);
        int canvasWidth = Math.max(screenWidth, left + width);
        int canvasHeight = Math.max(screenHeight, top + height);
        limits.check(canvasWidth, canvasHeight);
        return new PictureLayout(
                new PictureHeader(PictureFormat.GIF, canvasWidth, canvasHeight), 0, 1, left, top, 0, 0, null);
    }

    private static void findFirstFrame(ByteSource source) throws IOException, UnreadablePicture {
        int block = source.u8();
        while (block == EXTENSION) {
            source.u8();
            skipSubBlocks(source);
            block = source.u8();
        }
        if (block != IMAGE) {
            throw UnreadablePicture.brokenHeader("The GIF holds no picture.");
        }
    }

    private static void skipSubBlocks(ByteSource source) throws IOException, UnreadablePicture {
        int length = source.u8();
        while (length > 0) {
            source.skip(length);
            length = source.u8();
        }
    }

    private static int colourTableBytes(int flags) {
        boolean present = (flags & 0x80) != 0;
        return present ? 3 << ((flags & 0x07) + 1) : 0;
    }
}
