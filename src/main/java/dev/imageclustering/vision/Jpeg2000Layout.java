package dev.imageclustering.vision;

import dev.imageclustering.vision.PictureLayout.Part;
import java.io.IOException;

/** The header of a JPEG 2000 picture, as a bare codestream or in the boxes of a JP2 file (ITU-T T.800, annexes A and I). */
final class Jpeg2000Layout {

    private static final int CODESTREAM_BOX = 0x6A703263;
    private static final int HEADER_BOX = 0x6A703268;
    private static final int FILE_TYPE_BOX = 0x66747970;
    private static final int COMPOUND_BRAND = 0x6A706D20;
    private static final int BARE_CODESTREAM = 0xFF4F;

    private Jpeg2000Layout() {}

    static PictureLayout read(ByteSource source, PictureLimits limits) throws IOException, UnreadablePicture {
        boolean bare = source.u16() == BARE_CODESTREAM;
        long start = bare ? 0 : findCodestream(source, 0, source.size());
        source.seek(start);
        PictureLayout layout = Jpeg2000Codestream.read(source, limits);
        if (bare || !hasLongLength(source, start)) {
            return layout;
        }
        // The decoder takes no length of 64 bits, but it takes the codestream by itself.
        return layout.in(new Part(start, source.size() - start));
    }

    /**
     * Walks the boxes to the codestream, whose own header gives the size. The decoder allocates what a box declares as
     * its length before it finds out that the file is shorter.
     */
    private static long findCodestream(ByteSource source, long start, long end) throws IOException, UnreadablePicture {
        long position = start;
        long codestream = -1;
        while (position < end && codestream < 0) {
            source.seek(position);
            long length = source.u32();
            int type = source.i32();
            if (length == 1) {
                length = source.u63();
            }
            long content = source.position();
            if (type == CODESTREAM_BOX) {
                codestream = content;
            } else if (length < content - position || length > end - position) {
                throw UnreadablePicture.brokenHeader("A box of the JPEG 2000 file has an impossible length.");
            } else if (type == HEADER_BOX) {
                checkBoxes(source, content, position + length);
            } else if (type == FILE_TYPE_BOX) {
                refuseCompound(source);
            }
            position += length;
        }
        if (codestream < 0) {
            throw UnreadablePicture.brokenHeader("The JPEG 2000 file holds no picture.");
        }
        return codestream;
    }

    private static boolean hasLongLength(ByteSource source, long start) throws IOException, UnreadablePicture {
        source.seek(start - 4);
        return source.i32() != CODESTREAM_BOX;
    }

    private static void checkBoxes(ByteSource source, long start, long end) throws IOException, UnreadablePicture {
        long position = start;
        while (position < end) {
            source.seek(position);
            long length = source.u32();
            if (length < 8 || length > end - position) {
                throw UnreadablePicture.brokenHeader("A box of the JPEG 2000 file has an impossible length.");
            }
            position += length;
        }
    }

    private static void refuseCompound(ByteSource source) throws IOException, UnreadablePicture {
        if (source.i32() == COMPOUND_BRAND) {
            throw UnreadablePicture.unsupported("A JPEG 2000 compound document is not supported.");
        }
    }
}
