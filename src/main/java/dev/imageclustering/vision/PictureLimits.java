package dev.imageclustering.vision;

import dev.imageclustering.vision.UnreadablePicture.Code;

/**
 * What a picture may ask of the machine. A file of a few bytes can declare any size, so these are held against the
 * header before a decoder sees the file.
 *
 * @param maxPixels the most pixels, width times height
 * @param maxSide the longest side in pixels
 * @param maxScans the most scans of a JPEG that is drawn in several (a camera's has about ten)
 */
public record PictureLimits(long maxPixels, int maxSide, int maxScans) {

    public static final PictureLimits DEFAULT = new PictureLimits(200_000_000, 65_535, 64);

    public PictureLimits {
        requirePositive("maxPixels", maxPixels);
        requirePositive("maxSide", maxSide);
        requirePositive("maxScans", maxScans);
    }

    /** Accepts a size in pixels as a header declares it. */
    void check(long width, long height) throws UnreadablePicture {
        if (width < 1 || height < 1) {
            throw UnreadablePicture.brokenHeader(
                    "The header declares a picture of %d x %d pixels.".formatted(width, height));
        }
        if (Math.max(width, height) > maxSide) {
            throw new UnreadablePicture(
                    Code.SIDE_TOO_LONG,
                    "The picture is %d x %d pixels; a side may have at most %d.".formatted(width, height, maxSide));
        }
        if (width * height > maxPixels) {
            throw new UnreadablePicture(
                    Code.TOO_MANY_PIXELS,
                    "The picture has %.1f megapixels; at most %.1f are accepted."
                            .formatted(width * height / 1e6, maxPixels / 1e6));
        }
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be positive but was %d".formatted(name, value));
        }
    }
}
