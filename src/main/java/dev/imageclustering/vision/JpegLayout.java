package dev.imageclustering.vision;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.io.IOException;

/**
 * The frame header of a JPEG (ITU-T T.81, B.2.2).
 *
 * @param components 1 grey, 3 colour, 4 CMYK or YCCK
 * @param scans how often the decoder goes over the picture
 * @param workingBytes what its decoder holds at once: all coefficients where the picture comes in several scans
 * @param lossless whether it is one of the rare kind that a raw exposure is kept in
 */
record JpegLayout(int width, int height, int components, int scans, long workingBytes, boolean lossless) {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int LOSSLESS = 0xC3;
    private static final int PROGRESSIVE = 0xC2;
    private static final int ARITHMETIC_PROGRESSIVE = 0xCA;

    /**
     * Reads the frame header and, of a picture in several scans, counts these to the end of the file. A progressive
     * file of some kilobytes can hold thousands of scans, each of which takes as long as decoding the whole picture.
     *
     * @param source at the start of the JPEG, which need not be that of the file
     */
    static JpegLayout read(ByteSource source, PictureLimits limits) throws IOException, UnreadablePicture {
        if (source.u8() != 0xFF || source.u8() != SOI) {
            throw UnreadablePicture.brokenHeader("The JPEG does not start as one.");
        }
        int frame = 0;
        JpegLayout layout = null;
        boolean likeFrame = false;
        for (int i = 0; i < JpegSegment.MAX_SEGMENTS; i++) {
            int marker = nextMarker(source);
            likeFrame |= marker == JPG || marker == DAC;
            if (isFrame(marker)) {
                requireOnly(layout == null, marker, likeFrame);
                frame = marker;
                layout = readFrame(source, marker, limits);
            } else if (marker == SOS && layout != null) {
                return readScans(source, frame, layout, limits);
            } else if (marker == SOS || marker == EOI) {
                throw UnreadablePicture.brokenHeader("The JPEG has no frame header before its picture data.");
            } else if (!standsAlone(marker)) {
                skipSegment(source);
            }
        }
        throw UnreadablePicture.brokenHeader("The JPEG has more than %d segments.".formatted(JpegSegment.MAX_SEGMENTS));
    }

    /** Of several headers each decoder would choose another; the one of lossless JPEGs takes more than these for one. */
    private static void requireOnly(boolean first, int frame, boolean likeFrame) throws UnreadablePicture {
        if (!first) {
            throw UnreadablePicture.brokenHeader("The JPEG has two frame headers.");
        }
        if (frame == LOSSLESS && likeFrame) {
            throw UnreadablePicture.brokenHeader("The lossless JPEG has a segment that none of its kind has.");
        }
    }

    PictureLayout asPicture() {
        PictureHeader header = new PictureHeader(PictureFormat.JPEG, width, height);
        return new PictureLayout(header, components, scans, 0, 0, 0, workingBytes, null);
    }

    private static JpegLayout readFrame(ByteSource source, int marker, PictureLimits limits)
            throws IOException, UnreadablePicture {
        long end = source.position() + source.u16();
        source.u8();
        int height = source.u16();
        int width = source.u16();
        int components = source.u8();
        if (marker > ARITHMETIC_PROGRESSIVE || (marker > LOSSLESS && marker < JPG)) {
            throw UnreadablePicture.unsupported("A hierarchical or lossless arithmetic JPEG is not supported.");
        }
        if (components < 1 || components > 4) {
            throw UnreadablePicture.brokenHeader("The JPEG has %d colour components.".formatted(components));
        }
        limits.check(width, height);
        source.seek(end);
        return new JpegLayout(width, height, components, 1, 0, marker == LOSSLESS);
    }

    private static JpegLayout readScans(ByteSource source, int frame, JpegLayout layout, PictureLimits limits)
            throws IOException, UnreadablePicture {
        source.u16();
        boolean everythingInOne = source.u8() >= layout.components;
        long samples = (long) layout.width * layout.height * layout.components;
        if (frame == LOSSLESS) {
            return layout.with(1, samples * Integer.BYTES);
        }
        if (everythingInOne && frame != PROGRESSIVE && frame != ARITHMETIC_PROGRESSIVE) {
            return layout;
        }
        return layout.with(countScans(source, limits), samples * Short.BYTES);
    }

    private JpegLayout with(int countedScans, long bytes) {
        return new JpegLayout(width, height, components, countedScans, bytes, lossless);
    }

    /** Walks the segments between the scans as decoders do, so that nothing inside a segment passes for a marker. */
    private static int countScans(ByteSource source, PictureLimits limits) throws IOException, UnreadablePicture {
        int scans = 1;
        while (source.passNext(0xFF) && !source.atEnd()) {
            int marker = source.u8();
            if (marker == EOI) {
                return scans;
            }
            if (marker == SOS && ++scans > limits.maxScans()) {
                throw new UnreadablePicture(
                        Code.TOO_MANY_SCANS, "The JPEG is drawn in more than %d scans.".formatted(limits.maxScans()));
            }
            if (marker == 0xFF) {
                source.skip(-1);
            } else if (marker != 0 && !standsAlone(marker) && source.position() + 2 <= source.size()) {
                source.skip(Math.max(0, source.u16() - 2));
            }
        }
        return scans;
    }

    /** Passes fill bytes and, like every decoder, whatever stands before the marker. */
    private static int nextMarker(ByteSource source) throws IOException, UnreadablePicture {
        int marker;
        do {
            if (!source.passNext(0xFF)) {
                throw UnreadablePicture.brokenHeader("The file ends within its header.");
            }
            marker = source.u8();
            while (marker == 0xFF) {
                marker = source.u8();
            }
        } while (marker == 0);
        return marker;
    }

    private static void skipSegment(ByteSource source) throws IOException, UnreadablePicture {
        int length = source.u16();
        if (length < 2) {
            throw UnreadablePicture.brokenHeader("A segment of the JPEG has an impossible length.");
        }
        source.skip(length - 2);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != JPG && marker != DAC;
    }

    private static boolean standsAlone(int marker) {
        return (marker >= 0xD0 && marker <= SOI) || marker == 0x01;
    }
}
