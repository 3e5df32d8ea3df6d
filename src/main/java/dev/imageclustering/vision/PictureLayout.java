package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A header together with what decoding has to know beyond it.
 *
 * @param components of a JPEG: 1 grey, 3 colour, 4 CMYK; of the other formats not told (0)
 * @param scans how often the decoder goes over the picture
 * @param left where the first frame of a GIF lies on its canvas, in pixels
 * @param top where the first frame of a GIF lies on its canvas, in pixels
 * @param halvings how often the decoder can leave out half of the rows and columns while it decodes a JPEG 2000
 * @param workingBytes what the decoder holds at once besides the picture it delivers, estimated from above
 * @param part the part of the file that is to be decoded, such as the JPEG in a raw file; null for all of it
 */
record PictureLayout(
        PictureHeader header,
        int components,
        int scans,
        int left,
        int top,
        int halvings,
        long workingBytes,
        @Nullable Part part) {

    /** A part of a file, in bytes. */
    record Part(long start, long length) {}

    static PictureLayout of(PictureFormat format, long width, long height) {
        return new PictureLayout(new PictureHeader(format, (int) width, (int) height), 0, 1, 0, 0, 0, 0, null);
    }

    PictureLayout workingIn(long bytes) {
        return new PictureLayout(header, components, scans, left, top, halvings, bytes, part);
    }

    PictureLayout halvedUpTo(int times) {
        return new PictureLayout(header, components, scans, left, top, times, workingBytes, part);
    }

    PictureLayout in(Part place) {
        return new PictureLayout(header, components, scans, left, top, halvings, workingBytes, place);
    }

    /** Returns the layout of the raw file that holds this JPEG as its preview. */
    PictureLayout inside(PictureFormat raw) {
        PictureHeader outer = new PictureHeader(raw, header.width(), header.height());
        return new PictureLayout(outer, components, scans, left, top, halvings, workingBytes, part);
    }

    /** Returns the layout of a raw file's preview by itself. */
    PictureLayout asJpeg() {
        PictureHeader inner = new PictureHeader(PictureFormat.JPEG, header.width(), header.height());
        return new PictureLayout(inner, components, scans, left, top, halvings, workingBytes, null);
    }

    /** Reads the layout from the content of a file, positioned anywhere. */
    static PictureLayout read(ByteSource source, PictureLimits limits) throws UnreadablePicture, IOException {
        PictureFormat format = FormatSignatures.formatOf(source);
        source.seek(0);
        source.order(ByteOrder.BIG_ENDIAN);
        return switch (format) {
            case JPEG -> JpegLayout.read(source, limits).asPicture();
            case PNG -> PngLayout.read(source, limits);
            case GIF -> GifLayout.read(source, limits);
            case BMP -> BmpLayout.read(source, limits);
            case WEBP -> WebpLayout.read(source, limits);
            case TIFF -> TiffLayout.read(source, limits);
            case JPEG_2000 -> Jpeg2000Layout.read(source, limits);
            case HEIC, AVIF -> HeifLayout.read(source, limits);
            case JPEG_XL -> JxlLayout.read(source, limits);
            case RAF -> RawLayout.readFujifilm(source, limits);
            case X3F -> RawLayout.largest(source, format, SigmaRaw.previews(source), limits);
            case CR3 -> RawLayout.largest(source, format, CanonRaw3.previews(source), limits);
            case DNG, CR2, NEF, ARW, ORF, RW2, PEF -> RawLayout.read(source, format, limits);
        };
    }
}
