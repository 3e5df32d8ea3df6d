package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/** The first directory of a TIFF or BigTIFF, either byte order (TIFF 6.0). */
final class TiffLayout {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;

    private static final int MAX_SAMPLES = 16;
    private static final int MAX_BITS = 64;

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
        TiffSelection.check(directory);
        PictureLayout layout = PictureLayout.of(PictureFormat.TIFF, width, height);
        return layout.workingIn(WrappedJpegs.check(source, directory, layout.header(), limits));
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
}
