package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.inRange;

import dev.imageclustering.vision.DecodeMemory.Lease;
import dev.imageclustering.vision.PictureLayout.Part;
import dev.imageclustering.vision.UnreadablePicture.Code;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.jspecify.annotations.Nullable;

/** Decodes a picture by the decoder that is safe and right for its format, and shrinks it. Thread-safe. */
final class PictureDecoder {

    // Pixels times scans that the decoder for the rarer kinds of JPEG may go over: some ten seconds.
    private static final long MAX_SLOW_WORK = 400_000_000;
    // JPEG XL needs ten times as much for a pixel as others do, so that the limit of pixels alone does not bound it.
    private static final long MAX_NATIVE_BYTES = 4L << 30;
    private static final long LEAST_OF_JPEG_2000 = 4;
    private static final double MAX_BLANK = 0.97;

    private final ImageIoDecoder imageIo = new ImageIoDecoder();
    private final SystemCodecs codecs;
    private final DecodeMemory memory;

    PictureDecoder(SystemCodecs codecs, DecodeMemory memory) {
        this.codecs = codecs;
        this.memory = memory;
    }

    /** Decodes a picture whose layout is read and accepted; it comes no larger than the long side. */
    DecodedPicture decode(ByteSource file, PictureLayout layout, int longSide) throws IOException, UnreadablePicture {
        requireFits(file, layout, longSide);
        try (Lease _ = memory.reserve(bytes(file, layout, longSide))) {
            Part part = layout.part();
            ByteSource picture = part == null ? file : file.part(part.start(), part.length());
            DecodedPicture decoded = decodeUnshrunk(picture, layout, longSide);
            requireContent(decoded);
            Mat shrunk = Shrink.toLongSide(decoded.bgr(), longSide);
            if (shrunk.cols() < decoded.bgr().cols()) {
                decoded.bgr().close();
            }
            return decoded.with(shrunk);
        } catch (OutOfMemoryError | LinkageError ours) {
            throw ours;
        } catch (RuntimeException | Error hostile) {
            // Decoders answer data that was made to harm them by whatever they run into, plain errors among it. That is
            // a fact about the file: it must not look like a failure of ours, which would be tried again.
            throw new UnreadablePicture(Code.CORRUPT, "The picture data is damaged.", hostile);
        }
    }

    private void requireFits(ByteSource file, PictureLayout layout, int longSide) throws UnreadablePicture {
        switch (layout.header().format()) {
            // Of these the Java heap holds all, of the others next to nothing.
            case JPEG_2000 -> memory.requireFits(bytes(file, layout, longSide));
            case PNG, GIF, BMP, TIFF -> memory.requireFits(layout.workingBytes() + deliveredBytes(layout));
            default -> {}
        }
        long needed = bytes(file, layout, longSide);
        if (needed > MAX_NATIVE_BYTES) {
            throw new UnreadablePicture(
                    Code.TOO_MANY_PIXELS,
                    "Decoding the picture takes about %d MB; a picture may take %d MB."
                            .formatted(needed >> 20, MAX_NATIVE_BYTES >> 20));
        }
    }

    private DecodedPicture decodeUnshrunk(ByteSource file, PictureLayout layout, int longSide)
            throws IOException, UnreadablePicture {
        return switch (layout.header().format()) {
            case JPEG -> decodeJpeg(file, layout, longSide);
            case WEBP -> OpenCvDecoder.decodeWebp(file, layout.header());
            case PNG -> {
                DecodedPicture picture = imageIo.decode(file, layout, longSide);
                yield new DecodedPicture(picture.bgr(), EmbeddedProfile.ofPng(file), picture.truncated());
            }
            case TIFF -> withGreys(imageIo.decode(file, layout, longSide), EmbeddedProfile.ofTiff(file));
            case GIF, BMP, JPEG_2000 -> imageIo.decode(file, layout, longSide);
            case HEIC, AVIF -> codecs.heifDecoder(layout.header().format()).decode(file, layout, longSide);
            case JPEG_XL -> codecs.jxlDecoder().decode(file, layout, longSide);
            case DNG, CR2, NEF, ARW, ORF, RW2, PEF, RAF, CR3, X3F -> decodeJpeg(file, layout.asJpeg(), longSide);
        };
    }

    private DecodedPicture decodeJpeg(ByteSource file, PictureLayout layout, int longSide)
            throws IOException, UnreadablePicture {
        // OpenCV turns CMYK into colours that are visibly wrong.
        Optional<DecodedPicture> decoded =
                layout.components() == 4 ? Optional.empty() : OpenCvDecoder.decodeJpeg(file, layout.header(), longSide);
        if (decoded.isPresent()) {
            return decoded.get();
        }
        if (layout.header().pixels() * layout.scans() > MAX_SLOW_WORK) {
            throw new UnreadablePicture(Code.TOO_MANY_PIXELS, "The picture is too large for a JPEG of its kind.");
        }
        // It keeps the segments too, and copies of some.
        List<JpegSegment> segments = JpegSegment.from(file, 0);
        long segmentBytes = segments.isEmpty() ? 0 : 2 * segments.getLast().end();
        memory.requireFits(layout.workingBytes() + deliveredBytes(layout) + segmentBytes);
        EmbeddedProfile.checkLengthInJpeg(file, 0);
        return withGreys(imageIo.decode(file, layout, longSide), EmbeddedProfile.ofJpeg(file));
    }

    /** The readers convert colours by their profile, or hand it on, but of greys they do neither. */
    private static DecodedPicture withGreys(DecodedPicture picture, @Nullable ICC_Profile profile) {
        boolean greys =
                picture.profile() == null && profile != null && profile.getColorSpaceType() == ColorSpace.TYPE_GRAY;
        return greys ? new DecodedPicture(picture.bgr(), profile, picture.truncated()) : picture;
    }

    /** Refuses a file that ends before its picture data: what decoders then deliver is grey, of which all look alike. */
    private static void requireContent(DecodedPicture decoded) throws UnreadablePicture {
        if (!decoded.truncated()) {
            return;
        }
        try (Mat grey = new Mat(Scalar.all(128));
                Mat blank = new Mat()) {
            inRange(decoded.bgr(), grey, grey, blank);
            if (countNonZero(blank) > MAX_BLANK * blank.total()) {
                throw new UnreadablePicture(Code.CORRUPT, "The file ends before its picture data.");
            }
        }
    }

    /** Returns about how much memory decoding takes. */
    static long bytes(ByteSource file, PictureLayout layout, int longSide) {
        PictureHeader header = layout.header();
        return switch (header.format()) {
            case JPEG, DNG, CR2, NEF, ARW, ORF, RW2, PEF, RAF, CR3, X3F -> {
                long reduction = OpenCvDecoder.reduction(header.width(), header.height(), longSide);
                yield file.size() + layout.workingBytes() + 3 * header.pixels() / (reduction * reduction);
            }
            case WEBP -> file.size() + layout.workingBytes();
            case HEIC, AVIF, JPEG_XL -> layout.workingBytes();
            // What the reader delivers, up to 8 bytes a pixel, and the same once more as BGR.
            case PNG, GIF, BMP, TIFF -> wholeBytes(layout);
            case JPEG_2000 -> {
                long reduction = ImageIoDecoder.reduction(layout, longSide);
                // What it keeps of each code block it keeps of those too that it leaves out.
                yield wholeBytes(layout) / Math.min(LEAST_OF_JPEG_2000, reduction * reduction);
            }
        };
    }

    private static long wholeBytes(PictureLayout layout) {
        return layout.workingBytes() + 2 * deliveredBytes(layout);
    }

    private static long deliveredBytes(PictureLayout layout) {
        return Math.min(ImageIoDecoder.MAX_DELIVERED_BYTES, 8 * layout.header().pixels());
    }
}
