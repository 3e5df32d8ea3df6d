package dev.imageclustering.vision;

import dev.imageclustering.vision.IsoBoxes.Box;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The header of a JPEG XL codestream, bare or in boxes: the size of the picture as its decoder delivers it, turned
 * upright (ISO/IEC 18181-1, annex D; 18181-2, 9).
 */
final class JxlLayout {

    private static final int BARE_CODESTREAM = 0xFF0A;
    // More than the size and the orientation take.
    private static final int HEADER_BYTES = 32;
    private static final int[] SIZE_BITS = {9, 13, 18, 30};
    private static final int[][] RATIOS = {{1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}};
    // Floating-point planes at two stages, and what is delivered; measured 30 to 60.
    private static final int BYTES_PER_PIXEL = 60;

    private JxlLayout() {}

    static PictureLayout read(ByteSource source, PictureLimits limits) throws IOException, UnreadablePicture {
        BitReader bits = BitReader.lowestFirst(codestream(source));
        // The first bit is the lowest of the first byte, so the two bytes come in the other order.
        if (bits.bits(16) != Short.reverseBytes((short) BARE_CODESTREAM)) {
            throw UnreadablePicture.brokenHeader("The JPEG XL codestream does not start as one.");
        }
        boolean inEights = bits.flag();
        long height = side(bits, inEights);
        int ratio = (int) bits.bits(3);
        long width = ratio == 0 ? side(bits, inEights) : height * RATIOS[ratio - 1][0] / RATIOS[ratio - 1][1];
        boolean turned = orientation(bits) > 4;
        limits.check(width, height);
        return PictureLayout.of(PictureFormat.JPEG_XL, turned ? height : width, turned ? width : height)
                .workingIn(source.size() + width * height * BYTES_PER_PIXEL);
    }

    private static long side(BitReader bits, boolean inEights) throws UnreadablePicture {
        return inEights ? 8 * (bits.bits(5) + 1) : bits.bits(SIZE_BITS[(int) bits.bits(2)]) + 1;
    }

    /** Returns the orientation as EXIF counts it. */
    private static int orientation(BitReader bits) throws UnreadablePicture {
        boolean allDefault = bits.flag();
        if (allDefault || !bits.flag()) {
            return 1;
        }
        return (int) bits.bits(3) + 1;
    }

    private static byte[] codestream(ByteSource source) throws IOException, UnreadablePicture {
        source.seek(0);
        if (source.u16() == BARE_CODESTREAM) {
            source.seek(0);
            return source.bytes((int) Math.min(HEADER_BYTES, source.size()));
        }
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        for (Box box : IsoBoxes.between(source, 0, source.size())) {
            int index = box.is("jxlp") ? Integer.BYTES : 0;
            if ((box.is("jxlc") || box.is("jxlp")) && box.length() > index) {
                source.seek(box.start() + index);
                long wanted = Math.min(HEADER_BYTES - start.size(), box.length() - index);
                start.writeBytes(source.bytes((int) wanted));
            }
        }
        return start.toByteArray();
    }
}
