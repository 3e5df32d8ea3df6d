package dev.imageclustering.analysis;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Photoshop's image resource blocks, of which one holds the IPTC datasets. */
final class PhotoshopResources {

    private static final int SIGNATURE = 0x3842494d; // 8BIM
    private static final int IPTC = 0x0404;

    private PhotoshopResources() {}

    /** Returns the IPTC datasets, cut where the resources are; null where there are none. */
    static byte @Nullable [] iptc(byte[] resources) {
        ByteBuffer bytes = ByteBuffer.wrap(resources);
        try {
            while (bytes.remaining() >= 12 && bytes.getInt() == SIGNATURE) {
                int id = bytes.getShort() & 0xffff;
                skipName(bytes);
                int length = bytes.getInt();
                if (id == IPTC) {
                    byte[] datasets = new byte[Math.clamp(length, 0, bytes.remaining())];
                    bytes.get(datasets);
                    return datasets;
                }
                skip(bytes, (length + 1L) & ~1L);
            }
        } catch (BufferUnderflowException endsEarly) {
            return null;
        }
        return null;
    }

    /** Skips a Pascal string that is padded, its length byte included, to an even number of bytes. */
    private static void skipName(ByteBuffer bytes) {
        int length = bytes.get() & 0xff;
        skip(bytes, length | 1);
    }

    private static void skip(ByteBuffer bytes, long count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        bytes.position(bytes.position() + (int) count);
    }
}
