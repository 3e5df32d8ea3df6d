package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A segment of a JPEG before its picture data (ITU-T T.81, B.1.1.4).
 *
 * @param start where its content starts behind its length, in the source
 * @param end where it ends, which may be behind the end of the source
 */
record JpegSegment(int marker, long start, long end) {

    static final int APP1 = 0xE1;
    static final int APP2 = 0xE2;

    /** Far more than any real header has; decoders keep an object for each. */
    static final int MAX_SEGMENTS = 10_000;

    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;

    /** Returns where the byte stands that tells what the segment is. */
    long markerPosition() {
        return start - 3;
    }

    /**
     * Returns the segments up to the picture data, to the end of a stream of tables only, or to where the source ends.
     *
     * @param from where the JPEG starts in the source, which is left in big-endian order
     */
    static List<JpegSegment> from(ByteSource source, long from) throws IOException, UnreadablePicture {
        List<JpegSegment> segments = new ArrayList<>();
        source.order(ByteOrder.BIG_ENDIAN);
        source.seek(from + 2);
        int marker = nextMarker(source);
        while (marker != SOS && marker != EOI && source.position() + 2 <= source.size()) {
            if (segments.size() == MAX_SEGMENTS) {
                throw UnreadablePicture.brokenHeader("The JPEG has more than %d segments.".formatted(MAX_SEGMENTS));
            }
            long end = source.position() + Math.max(2, source.u16());
            segments.add(new JpegSegment(marker, source.position(), end));
            source.seek(end);
            marker = nextMarker(source);
        }
        return segments;
    }

    /** Passes fill bytes, stray ones and markers that stand alone; answers the end of the picture where the source ends. */
    private static int nextMarker(ByteSource source) throws IOException, UnreadablePicture {
        int marker = 0;
        while (marker == 0 || marker == 0xFF || standsAlone(marker)) {
            if ((marker != 0xFF && !source.passNext(0xFF)) || source.atEnd()) {
                return EOI;
            }
            marker = source.u8();
        }
        return marker;
    }

    private static boolean standsAlone(int marker) {
        return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    }
}
