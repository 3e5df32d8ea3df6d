package dev.imageclustering.analysis;

import java.io.IOException;

/** The XMP packet of a GIF file. Its comments are not read: programs sign them, people hardly ever write them. */
final class GifBlocks {

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int APPLICATION = 0xff;
    private static final String XMP = "XMP DataXMP";

    /** How far into a file a packet is looked for. */
    private static final long MAX_POSITION = 16L << 20;

    private GifBlocks() {}

    static void collect(FileBytes file, MetadataBlocks blocks) throws IOException {
        long position = 13L + colourTable(file.u8(10));
        while (position < MAX_POSITION) {
            switch (file.u8(position)) {
                case EXTENSION -> {
                    long data = position + 2;
                    position = afterSubBlocks(file, data);
                    if (file.u8(data - 1) == APPLICATION
                            && file.latin1(data + 1, XMP.length()).equals(XMP)) {
                        // The packet is not cut into sub-blocks; a trailer of 258 bytes makes readers skip it.
                        long packet = data + 1 + XMP.length();
                        blocks.addXmp(file.block(packet, position - packet - 258));
                        return;
                    }
                }
                case IMAGE -> position = afterSubBlocks(file, position + 11 + colourTable(file.u8(position + 9)));
                default -> {
                    return;
                }
            }
        }
    }

    private static int colourTable(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static long afterSubBlocks(FileBytes file, long start) throws IOException {
        long position = start;
        int length = file.u8(position);
        while (length != 0 && position < MAX_POSITION) {
            position += length + 1L;
            length = file.u8(position);
        }
        return position + 1;
    }
}
