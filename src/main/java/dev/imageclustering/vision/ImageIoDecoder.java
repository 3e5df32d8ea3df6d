package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import com.github.jaiimageio.jpeg2000.J2KImageReadParam;
import dev.imageclustering.vision.UnreadablePicture.Code;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Decodes through ImageIO: PNG, GIF, BMP, TIFF, JPEG 2000, and the JPEGs that OpenCV does not take. Thread-safe. */
final class ImageIoDecoder {

    /** The most bytes a reader delivers; of a larger picture it leaves out rows and columns. */
    static final long MAX_DELIVERED_BYTES = 96 << 20;

    private static final int BYTES_OF_CANVAS = 3;
    private static final int MAX_HALVINGS = 3;
    private static final String ENDS_EARLY = "Premature end";

    private final ImageIoReaders readers = new ImageIoReaders();

    /** Decodes the first picture of a file. */
    DecodedPicture decode(ByteSource file, PictureLayout layout, int longSide) throws IOException, UnreadablePicture {
        PictureFormat format = layout.header().format();
        ImageReader reader = readers.create(format);
        try (ChannelInput input = input(file, format)) {
            return read(reader, input, layout, reduction(layout, longSide));
        } finally {
            reader.dispose();
        }
    }

    private static ChannelInput input(ByteSource file, PictureFormat format) throws IOException, UnreadablePicture {
        return switch (format) {
            case JPEG_2000 -> new Jpeg2000Input(file);
            case PNG -> new ChannelInput(PngSelection.of(file));
            case TIFF -> new ChannelInput(TiffSelection.of(file));
            default -> new ChannelInput(file);
        };
    }

    /** Returns by what a picture is reduced while it is decoded and still has the long side, or nearly. */
    static int reduction(PictureLayout layout, int longSide) {
        int wanted =
                OpenCvDecoder.reduction(layout.header().width(), layout.header().height(), longSide);
        return Math.min(wanted, 1 << Math.min(layout.halvings(), MAX_HALVINGS));
    }

    private static DecodedPicture read(ImageReader reader, ChannelInput input, PictureLayout layout, int reduction)
            throws IOException, UnreadablePicture {
        AtomicBoolean truncated = new AtomicBoolean();
        try {
            reader.addIIOReadWarningListener(
                    (source, warning) -> truncated.compareAndSet(false, warning.startsWith(ENDS_EARLY)));
            reader.setInput(input, true, true);
            int step = step(reader, layout, reduction);
            BufferedImage image = reader.read(0, parameters(reader, layout, reduction, step));
            Mat bgr = onCanvas(RasterPixels.toBgr(image), layout, step);
            return new DecodedPicture(bgr, RasterPixels.profile(image), truncated.get());
        } catch (IOException failure) {
            input.rethrowFailure();
            throw new UnreadablePicture(Code.CORRUPT, "The picture data is damaged or incomplete.", failure);
        }
    }

    private static ImageReadParam parameters(ImageReader reader, PictureLayout layout, int reduction, int step) {
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        if (parameters instanceof J2KImageReadParam levels && reduction > 1) {
            levels.setResolution(layout.halvings() - Integer.numberOfTrailingZeros(reduction));
        }
        if (layout.header().format() == PictureFormat.JPEG) {
            // Left to itself the reader draws the whole picture once for each scan.
            parameters.setSourceProgressivePasses(layout.scans(), 1);
        }
        return parameters;
    }

    /** Returns 1, or n to read every nth pixel of every nth row only. */
    private static int step(ImageReader reader, PictureLayout layout, int reduction)
            throws IOException, UnreadablePicture {
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width * height > layout.header().pixels()) {
            throw new UnreadablePicture(Code.CORRUPT, "The picture is larger than its header says.");
        }
        long bytes = bytesPerPixel(reader);
        int step = 1;
        while (Math.max(
                        pixels(width, height, step * reduction) * bytes,
                        canvasPixels(layout.header(), step) * BYTES_OF_CANVAS)
                > MAX_DELIVERED_BYTES) {
            step++;
        }
        return step;
    }

    /** The frame of a GIF may be a single pixel of a large canvas. */
    private static long canvasPixels(PictureHeader header, int step) {
        return header.format() == PictureFormat.GIF ? pixels(header.width(), header.height(), step) : 0;
    }

    private static long pixels(long width, long height, int step) {
        return Math.ceilDiv(width, step) * Math.ceilDiv(height, step);
    }

    private static long bytesPerPixel(ImageReader reader) throws IOException, UnreadablePicture {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        if (!types.hasNext()) {
            throw new UnreadablePicture(Code.CORRUPT, "The picture is of a kind that cannot be decoded.");
        }
        SampleModel model = types.next().getSampleModel();
        int elements = model.getNumDataElements();
        return Math.max(3, (long) elements * DataBuffer.getDataTypeSize(model.getDataType()) / Byte.SIZE);
    }

    /** Lays the first frame of a GIF on its canvas where it is smaller than that. */
    private static Mat onCanvas(Mat frame, PictureLayout layout, int step) {
        int width = Math.ceilDiv(layout.header().width(), step);
        int height = Math.ceilDiv(layout.header().height(), step);
        boolean fills = frame.cols() == width && frame.rows() == height;
        if (fills || layout.header().format() != PictureFormat.GIF) {
            return frame;
        }
        Mat canvas = new Mat(height, width, CV_8UC3, Scalar.all(255));
        int left = Math.min(layout.left() / step, width - frame.cols());
        int top = Math.min(layout.top() / step, height - frame.rows());
        try (Mat place = canvas.apply(new Rect(left, top, frame.cols(), frame.rows()))) {
            frame.copyTo(place);
        }
        frame.close();
        return canvas;
    }
}
