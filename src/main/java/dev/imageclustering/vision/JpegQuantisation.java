package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteOrder;

/** How coarsely a JPEG was quantised (ITU-T T.81, B.2.4.1), which is all that a shrunk picture lets know of it. */
final class JpegQuantisation {

    private static final int SOI = 0xD8;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int EOI = 0xD9;
    private static final int TEM = 0x01;
    private static final int FIRST_RST = 0xD0;
    private static final int COEFFICIENTS = 64;

    private JpegQuantisation() {}

    /**
     * Returns the mean step of table 0, by convention that of the luma, or 0 where none comes before the first scan or the
     * file is not as it should be: whether it is a picture is for others to say.
     *
     * @param source moved by the reading, wherever it was
     */
    static double meanStep(ByteSource source) throws IOException {
        try {
            return stepBeforeScan(source);
        } catch (UnreadablePicture brokenHeader) {
            return 0;
        }
    }

    private static double stepBeforeScan(ByteSource source) throws IOException, UnreadablePicture {
        source.seek(0);
        source.order(ByteOrder.BIG_ENDIAN);
        if (source.u16() != (0xFF00 | SOI)) {
            return 0;
        }
        double step = 0;
        while (source.passNext(0xFF) && !source.atEnd()) {
            int marker = source.u8();
            if (marker == SOS) {
                return step;
            }
            if (marker == 0xFF) {
                source.skip(-1);
            } else if (hasSegment(marker)) {
                long end = source.position() + Math.max(source.u16(), 2);
                step = marker == DQT ? ofTables(source, end, step) : step;
                source.seek(end);
            }
        }
        return step;
    }

    /** Tells whether a length and as many bytes follow; the markers from RST0 to EOI stand alone, and so does TEM. */
    private static boolean hasSegment(int marker) {
        return marker != 0 && marker != TEM && (marker < FIRST_RST || marker > EOI);
    }

    private static double ofTables(ByteSource source, long end, double before) throws IOException, UnreadablePicture {
        double step = before;
        while (source.position() < Math.min(end, source.size())) {
            int kind = source.u8();
            boolean wide = kind >> 4 != 0;
            long sum = 0;
            for (int i = 0; i < COEFFICIENTS; i++) {
                sum += wide ? source.u16() : source.u8();
            }
            step = (kind & 0xF) == 0 ? (double) sum / COEFFICIENTS : step;
        }
        return step;
    }
}
