package dev.imageclustering.vision;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The JPEGs inside a TIFF, which are decoded by headers of their own (TIFF 6.0, section 22, and its technical note 2). */
final class WrappedJpegs {

    private static final int COMPRESSION = 259;
    private static final int ROWS_PER_STRIP = 278;
    private static final int OLD_JPEG_OFFSET = 513;
    private static final int OLD_JPEG = 6;
    private static final int NEW_JPEG = 7;
    private static final int MAX_WRAPPED = 1 << 16;
    private static final int MAX_TIMES_READ = 4;
    private static final int MAX_TIMES_DECODED = 4;
    private static final int[] PLACES = {OLD_JPEG_OFFSET, TiffLayout.STRIP_OFFSETS, TiffLayout.TILE_OFFSETS};

    private final ByteSource source;
    private final TiffDirectory directory;
    private final PictureLimits limits;
    private final boolean old;
    private final Map<Long, JpegLayout> layouts = new HashMap<>();
    private long readBytes;
    private long decodedPixels;
    private long workingBytes;

    private WrappedJpegs(ByteSource source, TiffDirectory directory, PictureLimits limits, boolean old) {
        this.source = source;
        this.directory = directory;
        this.limits = limits;
        this.old = old;
    }

    /**
     * Holds the JPEGs to the size of the strips or tiles that they are, and to the limits.
     *
     * @return what decoding one takes besides the picture that is delivered, in bytes; 0 where there are none
     */
    static long check(ByteSource source, TiffDirectory directory, PictureHeader header, PictureLimits limits)
            throws IOException, UnreadablePicture {
        if (!isPresent(directory)) {
            return 0;
        }
        boolean old = directory.number(COMPRESSION, 1) == OLD_JPEG;
        long width = directory.number(TiffLayout.TILE_WIDTH, header.width());
        long height = directory.number(TiffLayout.TILE_HEIGHT, rows(directory, header.height()));
        if (old) {
            width = Math.max(width, header.width());
            height = Math.max(height, header.height());
        }
        // Blocks of 8 x 8 times a sampling factor of at most 4 round the size up.
        PictureLimits wrapped = new PictureLimits(
                Math.min(limits.maxPixels(), (width + 31) * (height + 31)), limits.maxSide(), limits.maxScans());
        WrappedJpegs jpegs = new WrappedJpegs(source, directory, wrapped, old);
        jpegs.checkAll(MAX_TIMES_DECODED * limits.maxPixels());
        return jpegs.workingBytes;
    }

    /**
     * Returns where the markers of EXIF stand in the JPEG that the decoder asks for its colours, and reads all of for that.
     * It reads each value of that EXIF too, however often they overlap.
     */
    static SortedSet<Long> exifMarkers(ByteSource source, TiffDirectory directory)
            throws IOException, UnreadablePicture {
        SortedSet<Long> markers = new TreeSet<>();
        if (isPresent(directory)) {
            for (int tag : PLACES) {
                long offset = directory.number(tag, -1);
                if (startsJpeg(source, offset)) {
                    ByteOrder order = source.order();
                    JpegSegment.from(source, offset).stream()
                            .filter(segment -> segment.marker() == JpegSegment.APP1)
                            .forEach(segment -> markers.add(segment.markerPosition()));
                    source.order(order);
                }
            }
        }
        return markers;
    }

    private static boolean isPresent(TiffDirectory directory) throws IOException, UnreadablePicture {
        long compression = directory.number(COMPRESSION, 1);
        return compression == OLD_JPEG || compression == NEW_JPEG;
    }

    private static long rows(TiffDirectory directory, long height) throws IOException, UnreadablePicture {
        return Math.clamp(directory.number(ROWS_PER_STRIP, height), 1, height);
    }

    private void checkAll(long mostPixels) throws IOException, UnreadablePicture {
        for (int tag : PLACES) {
            if (directory.count(tag) > MAX_WRAPPED) {
                throw UnreadablePicture.unsupported(
                        "A TIFF of more than %d JPEGs is not supported.".formatted(MAX_WRAPPED));
            }
            for (long i = 0; i < directory.count(tag); i++) {
                check(directory.number(tag, i, 0));
                if (decodedPixels > mostPixels) {
                    throw new UnreadablePicture(
                            Code.TOO_MANY_PIXELS, "The TIFF is put together from JPEGs of too many pixels.");
                }
            }
        }
        if (old) {
            checkOldHeader();
        }
    }

    /** What stands from the JPEG's header to the first strip is read as its header, before each strip. */
    private void checkOldHeader() throws IOException, UnreadablePicture {
        long strip = directory.number(TiffLayout.TILE_OFFSETS, directory.number(TiffLayout.STRIP_OFFSETS, 0));
        if (strip > source.size()) {
            throw UnreadablePicture.brokenHeader("The strips of the TIFF are outside the file.");
        }
        workingBytes += Math.max(0, strip - Math.max(0, directory.number(OLD_JPEG_OFFSET, strip)));
    }

    private void check(long offset) throws IOException, UnreadablePicture {
        JpegLayout layout = layouts.get(offset);
        if (layout == null) {
            // A strip of an old-style JPEG is bare picture data, which has no size of its own.
            if (!startsJpeg(source, offset)) {
                return;
            }
            layout = read(offset);
            layouts.put(offset, layout);
            workingBytes = Math.max(workingBytes, layout.workingBytes());
        }
        decodedPixels += (long) layout.width() * layout.height();
    }

    private JpegLayout read(long offset) throws IOException, UnreadablePicture {
        ByteOrder order = source.order();
        source.order(ByteOrder.BIG_ENDIAN);
        source.seek(offset);
        JpegLayout layout = JpegLayout.read(source, limits);
        readBytes += source.position() - offset;
        EmbeddedProfile.checkLengthInJpeg(source, offset);
        source.order(order);
        // Pieces do not overlap, but for those that do not say where they end.
        if (readBytes > MAX_TIMES_READ * source.size()) {
            throw UnreadablePicture.brokenHeader("The parts of the TIFF overlap.");
        }
        return layout;
    }

    private static boolean startsJpeg(ByteSource source, long offset) throws IOException, UnreadablePicture {
        if (offset < 0 || source.size() - offset <= 2) {
            return false;
        }
        source.seek(offset);
        return source.u8() == 0xFF && source.u8() == 0xD8;
    }
}
