package dev.imageclustering.analysis;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * The metadata in the segments of a JPEG's header. A segment that the end of the file cuts off is kept as far as it
 * goes, which metadata-extractor's own reader gives up with all segments before it.
 */
final class JpegSegments {

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int APP1 = 0xe1;
    private static final int APP13 = 0xed;

    private static final String EXIF = "Exif\0";
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String PHOTOSHOP = "Photoshop 3.0\0";

    /** Far more segments and stray bytes between them than any real header has; a hostile one ends here. */
    private static final int MAX_SEGMENTS = 10_000;

    private static final int MAX_STRAY_BYTES = 1 << 16;

    private JpegSegments() {}

    /** Keeps what is in the header of the JPEG that starts here. */
    static void collect(FileBytes file, long start, MetadataBlocks blocks) throws IOException {
        long position = start + 2;
        for (int i = 0; i < MAX_SEGMENTS; i++) {
            position = nextMarker(file, position);
            int marker = file.u8(position - 1);
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                return;
            }
            int length = file.u16(position);
            if (length < 2) {
                return;
            }
            if (marker == APP1 || marker == APP13) {
                keep(marker, file.block(position + 2, length - 2), blocks);
            }
            position += length;
        }
    }

    /** Returns where the segment after the next marker starts; a marker may be padded with any number of 0xFF. */
    private static long nextMarker(FileBytes file, long start) throws IOException {
        long position = start;
        int previous = file.u8(position++);
        int current = file.u8(position++);
        while (previous != 0xff || current == 0xff || current == 0) {
            if (position - start > MAX_STRAY_BYTES) {
                throw new EOFException("No further segment");
            }
            previous = current;
            current = file.u8(position++);
        }
        return position;
    }

    private static void keep(int marker, byte[] segment, MetadataBlocks blocks) {
        if (marker == APP1) {
            keepApp1(segment, blocks);
        } else if (startsWith(segment, PHOTOSHOP)) {
            blocks.addPhotoshop(from(segment, PHOTOSHOP.length()));
        }
    }

    static void keepApp1(byte[] segment, MetadataBlocks blocks) {
        if (startsWith(segment, EXIF)) {
            blocks.addExif(segment);
        } else if (startsWith(segment, XMP)) {
            blocks.addXmp(from(segment, XMP.length()));
        }
    }

    private static boolean startsWith(byte[] segment, String start) {
        if (segment.length < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (segment[i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] from(byte[] segment, int start) {
        return start >= segment.length ? new byte[0] : Arrays.copyOfRange(segment, start, segment.length);
    }
}
