package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What the first bytes of a file say about the picture in it.
 *
 * @param width in pixels, as its decoder delivers it: an EXIF orientation is not applied, one of HEIC, AVIF or JPEG XL is
 * @param height in pixels, likewise
 */
public record PictureHeader(PictureFormat format, int width, int height) {

    /**
     * Reads the header of a picture, whose format is told by its content and never by its name. No decoder is involved,
     * and only a JPEG of several scans is read to its end, to count them.
     *
     * @throws UnreadablePicture if it is no picture that is read here, or one over the limits
     */
    public static PictureHeader read(Path file, PictureLimits limits) throws UnreadablePicture, IOException {
        try (ByteSource source = ByteSource.open(file)) {
            PictureHeader header = PictureLayout.read(source, limits).header();
            SystemCodecs.installed().require(header.format());
            return header;
        }
    }

    /** Returns width times height. */
    long pixels() {
        return (long) width * height;
    }

    int longSide() {
        return Math.max(width, height);
    }
}
