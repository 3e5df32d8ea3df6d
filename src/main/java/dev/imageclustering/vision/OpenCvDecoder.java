package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JPEG and WebP. Never to be given a PNG, on which this library can end the process; it goes by the content, so
 * the caller's check of the signature is what keeps them away.
 */
final class OpenCvDecoder {

    private static final long NEARLY = 1000;
    private static final long NEARLY_OF = 1024;
    private static final byte[] END_OF_IMAGE = {(byte) 0xFF, (byte) 0xD9};
    private static final int MAX_FILE_BYTES = Integer.MAX_VALUE - 64;

    private OpenCvDecoder() {}

    /**
     * Returns the most by which a JPEG can be reduced (1, 2, 4 or 8) and still have this long side, or nearly: the
     * photos of 12 megapixels, of 4000 to 4032 pixels, then take a quarter for 1024, which costs a tenth less than half.
     */
    static int reduction(int width, int height, int longSide) {
        long present = Math.max(width, height);
        int reduction = 8;
        while (reduction > 1 && Math.ceilDiv(present, reduction) * NEARLY_OF < longSide * NEARLY) {
            reduction /= 2;
        }
        return reduction;
    }

    /**
     * Decodes a JPEG, reduced while its coefficients are transformed, to about the long side or more where it has that.
     *
     * @return nothing if this decoder refuses the file
     */
    static Optional<DecodedPicture> decodeJpeg(ByteSource file, PictureHeader header, int longSide)
            throws IOException, UnreadablePicture {
        int flags = flags(reduction(header.width(), header.height(), longSide)) | IMREAD_IGNORE_ORIENTATION;
        @Nullable ICC_Profile profile = EmbeddedProfile.ofJpeg(file);
        try (BytePointer data = read(file, END_OF_IMAGE)) {
            long whole = data.limit() - END_OF_IMAGE.length;
            Mat picture = decode(data, whole, flags);
            boolean truncated = picture.empty();
            if (truncated) {
                // The decoder gives up where the data ends; told that the picture ends there, it delivers what it has.
                picture = decode(data, data.limit(), flags);
            }
            return picture.empty() ? Optional.empty() : Optional.of(new DecodedPicture(picture, profile, truncated));
        }
    }

    /** Decodes a WebP at full size (this format cannot be reduced); of an animation the first frame. */
    static DecodedPicture decodeWebp(ByteSource file, PictureHeader header) throws IOException, UnreadablePicture {
        try (BytePointer data = read(file, new byte[0])) {
            Mat picture = decode(data, data.limit(), IMREAD_UNCHANGED);
            if (picture.empty()) {
                throw new UnreadablePicture(Code.CORRUPT, "The picture data is damaged or incomplete.");
            }
            if (picture.total() > header.pixels()) {
                throw new UnreadablePicture(Code.CORRUPT, "The picture is larger than its header says.");
            }
            return new DecodedPicture(Transparency.onWhite(picture), EmbeddedProfile.ofWebp(file), false);
        }
    }

    private static Mat decode(BytePointer data, long length, int flags) {
        try (Mat encoded = new Mat(1, (int) length, CV_8U, data)) {
            return imdecode(encoded, flags);
        }
    }

    private static int flags(int reduction) {
        return switch (reduction) {
            case 8 -> IMREAD_REDUCED_COLOR_8;
            case 4 -> IMREAD_REDUCED_COLOR_4;
            case 2 -> IMREAD_REDUCED_COLOR_2;
            default -> IMREAD_COLOR;
        };
    }

    private static BytePointer read(ByteSource file, byte[] appended) throws IOException, UnreadablePicture {
        requireAddressable(file);
        BytePointer data = new BytePointer(file.size() + appended.length);
        ByteBuffer buffer = data.asByteBuffer();
        buffer.limit((int) file.size());
        file.readStart(buffer);
        buffer.limit(buffer.capacity());
        buffer.put(appended);
        return data;
    }

    /** Refuses a file that does not fit into one buffer. */
    static void requireAddressable(ByteSource file) throws UnreadablePicture {
        if (file.size() > MAX_FILE_BYTES) {
            throw new UnreadablePicture(Code.FILE_TOO_LARGE, "A file of this format may have at most 2 GB.");
        }
    }
}
