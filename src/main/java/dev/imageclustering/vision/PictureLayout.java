package dev.imageclustering.vision;

import java.io.IOException;

/**
 * A header together with what decoding has to know beyond it.
 *
 * @param components of a JPEG: 1 grey, 3 colour, 4 CMYK; of the other formats not told (0)
 * @param scans how often the decoder goes over the picture
 * @param left where the first frame of a GIF lies on its canvas, in pixels
 * @param top where the first frame of a GIF lies on its canvas, in pixels
 * @param workingBytes what the decoder holds at once besides the picture it delivers, estimated from above
 */
record PictureLayout(PictureHeader header, int components, int scans, int left, int top, long workingBytes) {

    static PictureLayout of(PictureFormat format, long width, long height) {
        return new PictureLayout(new PictureHeader(format, (int) width, (int) height), 0, 1, 0, 0, 0);
    }

    PictureLayout workingIn(long bytes) {
        return new PictureLayout(header, components, scans, left, top, bytes);
    }

    /** Reads the layout from the content of a file, positioned anywhere. */
    static PictureLayout read(ByteSource source, PictureLimits limits) throws UnreadablePicture, IOException {
        PictureFormat format = FormatSignatures.formatOf(source);
        source.seek(0);
        return switch (format) {
            case JPEG -> JpegLayout.read(source, limits).asPicture();
            case PNG -> PngLayout.read(source, limits);
            case GIF -> GifLayout.read(source, limits);
            case BMP -> BmpLayout.read(source, limits);
            case WEBP -> WebpLayout.read(source, limits);
            case TIFF -> TiffLayout.read(source, limits);
            case JPEG_2000 -> Jpeg2000Layout.read(source, limits);
        };
    }
}
