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
    // More than the size and the metadata take up to the number of channels.
    private static final int HEADER_BYTES = 64;
    private static final int[] SIZE_BITS = {9, 13, 18, 30};
    private static final int[][] RATIOS = {{1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}};
    // Floating-point planes at two stages, and what is delivered; measured 30 to 60.
    private static final int BYTES_PER_PIXEL = 60;
    private static final int BYTES_PER_EXTRA_SAMPLE = 12;

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
        boolean allDefault = bits.flag();
        boolean turned = !allDefault && orientation(bits) > 4;
        long extraChannels = allDefault ? 0 : extraChannels(bits);
        limits.check(width, height);
        return PictureLayout.of(PictureFormat.JPEG_XL, turned ? height : width, turned ? width : height)
                .workingIn(source.size() + width * height * (BYTES_PER_PIXEL + extraChannels * BYTES_PER_EXTRA_SAMPLE));
    }

    private static long side(BitReader bits, boolean inEights) throws UnreadablePicture {
        return inEights ? 8 * (bits.bits(5) + 1) : bits.bits(SIZE_BITS[(int) bits.bits(2)]) + 1;
    }

    /** Returns the orientation as EXIF counts it, and passes the sizes and times that stand behind it. */
    private static int orientation(BitReader bits) throws UnreadablePicture {
        if (!bits.flag()) {
            return 1;
        }
        int orientation = (int) bits.bits(3) + 1;
        if (bits.flag()) {
            skipSize(bits);
        }
        if (bits.flag()) {
            skipPreview(bits);
        }
        if (bits.flag()) {
            number(bits, 0, 0, 10, 30);
            number(bits, 0, 0, 8, 10);
            number(bits, 0, 3, 16, 32);
            bits.flag();
        }
        return orientation;
    }

    private static void skipSize(BitReader bits) throws UnreadablePicture {
        boolean inEights = bits.flag();
        side(bits, inEights);
        if (bits.bits(3) == 0) {
            side(bits, inEights);
        }
    }

    private static void skipPreview(BitReader bits) throws UnreadablePicture {
        boolean inEights = bits.flag();
        int[] widths = inEights ? new int[] {0, 0, 5, 9} : new int[] {6, 8, 10, 12};
        number(bits, widths);
        if (bits.bits(3) == 0) {
            number(bits, widths);
        }
    }

    /** Reads, behind the orientation, how many channels there are besides the colours: alpha, depth and any others. */
    private static long extraChannels(BitReader bits) throws UnreadablePicture {
        boolean floating = bits.flag();
        number(bits, 0, 0, 0, 6);
        bits.skip(floating ? 4 : 0);
        bits.flag();
        int kind = (int) bits.bits(2);
        return switch (kind) {
            case 0, 1 -> kind;
            case 2 -> 2 + bits.bits(4);
            default -> 1 + bits.bits(12);
        };
    }

    /** Reads a number of one of four widths, without what is added to it. */
    private static long number(BitReader bits, int... widths) throws UnreadablePicture {
        return bits.bits(widths[(int) bits.bits(2)]);
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
