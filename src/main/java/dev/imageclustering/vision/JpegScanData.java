package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The coded data of one scan, without the zeros that are stuffed in behind 0xFF and without restart markers (ITU-T T.81,
 * B.1.1.5 and F.1.2.3).
 */
final class JpegScanData {

    // More than a damaged block can pass the end by: 64 codes of 16 bits with values of 15.
    private static final int PADDING = 320;

    /** More than the largest picture has units; markers behind these are of no scan, and passed. */
    static final int MOST_RESTARTS = 1 << 22;

    private final byte[] bytes;
    private int length;
    private int[] restarts = new int[16];
    private int restartCount;

    private JpegScanData(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads from a position to the end of the scan, or of the source; O(bytes). */
    static JpegScanData read(ByteSource source, long from) throws IOException {
        int available = Math.toIntExact(Math.max(source.size() - from, 0));
        byte[] bytes = new byte[available + PADDING];
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, available);
        while (buffer.hasRemaining() && source.read(buffer, from + buffer.position()) >= 0) {
            // One call may give less than all.
        }
        JpegScanData data = new JpegScanData(bytes);
        data.unstuff(buffer.position());
        return data;
    }

    // In place: what is written never overtakes what is read.
    private void unstuff(int end) {
        int at = 0;
        while (at < end) {
            byte value = bytes[at++];
            if (value != (byte) 0xFF) {
                bytes[length++] = value;
            } else if (at < end && !passMarker(bytes[at] & 0xFF)) {
                break;
            } else if (at < end && bytes[at] != (byte) 0xFF) {
                at++;
            }
        }
        Arrays.fill(bytes, length, Math.min(bytes.length, length + PADDING), (byte) 0);
    }

    /** Takes what stands behind 0xFF; false if it ends the scan. */
    private boolean passMarker(int marker) {
        if (marker == 0) {
            bytes[length++] = (byte) 0xFF;
        } else if (marker >= 0xD0 && marker <= 0xD7) {
            if (restartCount == restarts.length && restartCount < MOST_RESTARTS) {
                restarts = Arrays.copyOf(restarts, 2 * restarts.length);
            }
            if (restartCount < restarts.length) {
                restarts[restartCount++] = length;
            }
        } else {
            return marker == 0xFF;
        }
        return true;
    }

    /** Returns the data, with more zeros behind its end than one block can read too far. */
    byte[] bytes() {
        return bytes;
    }

    long endBits() {
        return 8L * length;
    }

    /** Returns the bit at which the data goes on behind a restart marker, counted from 1; the end if there is none. */
    long restart(int number) {
        return number <= restartCount ? 8L * restarts[number - 1] : endBits();
    }
}
