package dev.imageclustering.analysis;

import java.io.IOException;

/**
 * The metadata of an X3F, the raw file of Sigma: they stand in the JPEGs that it holds; how the camera was held stands in
 * its header too. Numbers are little-endian. (Foveon, <i>X3F Raw File Format Specification</i>, 2003)
 */
final class SigmaSections {

    /** The name of the text that gives the orientation, 1 to 8, as EXIF counts them. */
    static final String ORIENTATION = "SigmaOrientation";

    private static final String DIRECTORY = "SECd";
    private static final int MAJOR_VERSION = 6;
    private static final int LONG_HEADER_VERSION = 4;
    private static final int ROTATION = 36;
    private static final int ROTATION_IN_LONG_HEADER = 48;
    private static final int ENTRY_BYTES = 12;
    private static final int SECTION_HEADER = 28;
    private static final int START_OF_JPEG = 0xffd8;
    private static final int MAX_SECTIONS = 1000;

    private SigmaSections() {}

    static void collect(FileBytes file, MetadataBlocks blocks) throws IOException {
        boolean longHeader = file.u8(MAJOR_VERSION) >= LONG_HEADER_VERSION;
        keepRotation(number(file, longHeader ? ROTATION_IN_LONG_HEADER : ROTATION), blocks);
        long directory = number(file, file.size() - 4);
        if (!file.latin1(directory, 4).equals(DIRECTORY)) {
            return;
        }
        long count = Math.min(number(file, directory + 8), MAX_SECTIONS);
        for (long i = 0; i < count; i++) {
            long entry = directory + ENTRY_BYTES * (i + 1);
            long content = number(file, entry) + SECTION_HEADER;
            if (file.latin1(entry + 8, 3).equals("IMA") && file.u16(content) == START_OF_JPEG) {
                JpegSegments.collect(file, content, blocks);
            }
        }
    }

    private static void keepRotation(long degrees, MetadataBlocks blocks) {
        String orientation = switch ((int) degrees) {
            case 0 -> "1";
            case 90 -> "6";
            case 180 -> "3";
            case 270 -> "8";
            default -> "";
        };
        if (!orientation.isEmpty()) {
            blocks.addText(ORIENTATION, orientation);
        }
    }

    private static long number(FileBytes file, long position) throws IOException {
        return Integer.toUnsignedLong(Integer.reverseBytes((int) file.u32(position)));
    }
}
