package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The first directory of a TIFF or BigTIFF, either byte order (TIFF 6.0). */
final class TiffLayout {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int OLD_JPEG_OFFSET = 513;

    private static final int OLD_JPEG = 6;
    private static final int NEW_JPEG = 7;
    private static final int MAX_SAMPLES = 16;
    private static final int MAX_BITS = 64;
    private static final int MAX_WRAPPED = 1 << 16;
    private static final int MAX_TIMES_READ = 4;

    private TiffLayout() {}

    static PictureLayout read(ByteSource source, PictureLimits limits) throws IOException, UnreadablePicture {
        source.order(source.u16() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        TiffDirectory directory = TiffDirectory.readFirst(source);
        Optional<PictureFormat> raw = RawLayout.kindOf(directory);
        if (raw.isPresent()) {
            return RawLayout.read(source, raw.get(), limits);
        }
        long width = directory.required(WIDTH);
        long height = directory.required(HEIGHT);
        limits.check(width, height);
        checkSamples(directory);
        long tileWidth = directory.number(TILE_WIDTH, width);
        long tileHeight = directory.number(TILE_HEIGHT, height);
        limits.check(tileWidth, tileHeight);
        checkWrappedJpegs(source, directory, Math.max(tileWidth, width), Math.max(tileHeight, height), limits);
        return PictureLayout.of(PictureFormat.TIFF, width, height);
    }

    /** The decoder allocates rows by these numbers. */
    private static void checkSamples(TiffDirectory directory) throws IOException, UnreadablePicture {
        long samples = directory.number(SAMPLES_PER_PIXEL, 1);
        long bits = directory.number(BITS_PER_SAMPLE, 1);
        if (samples < 1 || samples > MAX_SAMPLES || bits < 1 || bits > MAX_BITS) {
            throw UnreadablePicture.unsupported(
                    "A TIFF of %d samples of %d bits for a pixel is not supported.".formatted(samples, bits));
        }
    }

    /** Holds a JPEG inside the TIFF to the size of the picture and to the limits: it is decoded by its own header. */
    private static void checkWrappedJpegs(
            ByteSource source, TiffDirectory directory, long maxWidth, long maxHeight, PictureLimits limits)
            throws IOException, UnreadablePicture {
        long compression = directory.number(COMPRESSION, 1);
        if (compression != OLD_JPEG && compression != NEW_JPEG) {
            return;
        }
        // Blocks of 8 x 8 times a sampling factor of at most 4 round the size up.
        PictureLimits wrapped = new PictureLimits(
                Math.min(limits.maxPixels(), (maxWidth + 31) * (maxHeight + 31)), limits.maxSide(), limits.maxScans());
        long read = 0;
        for (long offset : wrappedOffsets(directory)) {
            read += checkJpeg(source, offset, wrapped);
            // Pieces do not overlap, but for those that do not say where they end.
            if (read > MAX_TIMES_READ * source.size()) {
                throw UnreadablePicture.brokenHeader("The parts of the TIFF overlap.");
            }
        }
    }

    private static Set<Long> wrappedOffsets(TiffDirectory directory) throws IOException, UnreadablePicture {
        Set<Long> offsets = new LinkedHashSet<>();
        for (int tag : new int[] {OLD_JPEG_OFFSET, STRIP_OFFSETS, TILE_OFFSETS}) {
            if (directory.count(tag) > MAX_WRAPPED) {
                throw UnreadablePicture.unsupported(
                        "A TIFF of more than %d JPEGs is not supported.".formatted(MAX_WRAPPED));
            }
            for (long i = 0; i < directory.count(tag); i++) {
                offsets.add(directory.number(tag, i, 0));
            }
        }
        return offsets;
    }

    /** Returns how many bytes had to be read. */
    private static long checkJpeg(ByteSource source, long offset, PictureLimits limits)
            throws IOException, UnreadablePicture {
        ByteOrder order = source.order();
        source.seek(offset);
        source.order(ByteOrder.BIG_ENDIAN);
        // A strip of an old-style JPEG is bare picture data, which has no size of its own.
        if (source.size() - offset > 2 && source.u16() == 0xFFD8) {
            source.seek(offset);
            JpegLayout.read(source, limits);
        }
        source.order(order);
        return Math.max(0, source.position() - offset);
    }
}
