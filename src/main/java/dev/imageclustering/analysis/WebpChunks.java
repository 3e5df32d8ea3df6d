package dev.imageclustering.analysis;

import java.io.IOException;

/** The metadata chunks of a WebP file. */
final class WebpChunks {

    private static final int MAX_CHUNKS = 100_000;

    private WebpChunks() {}

    static void collect(FileBytes file, MetadataBlocks blocks) throws IOException {
        long position = 12;
        for (int i = 0; i < MAX_CHUNKS && position + 8 <= file.size(); i++) {
            long length = Integer.toUnsignedLong(Integer.reverseBytes((int) file.u32(position + 4)));
            switch (file.latin1(position, 4)) {
                case "EXIF" -> blocks.addExif(file.block(position + 8, length));
                case "XMP " -> blocks.addXmp(file.block(position + 8, length));
                default -> {}
            }
            position += 8 + length + (length & 1);
        }
    }
}
