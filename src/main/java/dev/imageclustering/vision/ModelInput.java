package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * How a picture goes into an ONNX model.
 *
 * @param width of the input in pixels
 * @param height of the input in pixels
 * @param resize how the picture gets that size
 * @param cropFrom the size that a picture is brought to before the input is cut out of its middle, in width by height as
 *     well; at least that of the input
 * @param mean taken off each channel, in the order of the channels
 * @param deviation that each channel is divided by afterwards
 * @param channelsFirst whether the layout is NCHW, else NHWC
 * @param rgb whether red is the first channel, else blue
 * @param scale that 8-bit values are multiplied by first: 1/255 or 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, nor written to
record ModelInput(
        int width,
        int height,
        Resize resize,
        int[] cropFrom,
        double[] mean,
        double[] deviation,
        boolean channelsFirst,
        boolean rgb,
        double scale) {

    /** How a picture is brought to the input size. */
    enum Resize {
        /** Both sides on their own; the aspect is lost. */
        STRETCH,
        /** The smaller side, then what is over is cut off on both ends. */
        CROP,
        /** The larger side, then black is added on both ends. */
        PAD
    }

    /** The keys that {@link #of} knows; {@code crop_from} is one that a kind of model need not offer. */
    static final Set<String> KEYS = Set.of("size", "resize", "mean", "std", "layout", "channels", "range");

    static final String CROP_FROM = "crop_from";

    private static final int CHANNELS = 3;

    /**
     * Reads the keys {@code size} (224 or 384x288), {@code resize} (stretch, crop, pad), {@code crop_from} (256: the
     * smaller side before the crop), {@code mean} and {@code std} (one number or three), {@code layout} (NCHW, NHWC),
     * {@code channels} (RGB, BGR) and {@code range} (1 or 255: what white is); all but the size have a default, the first
     * of those named.
     *
     * @throws IllegalArgumentException if a value is not one of these; the message names the key
     */
    static ModelInput of(ModelProperties properties) {
        int[] size = properties.size("size");
        return new ModelInput(
                size[0],
                size[1],
                Resize.valueOf(
                        properties.choice("resize", "stretch", "crop", "pad").toUpperCase(Locale.ROOT)),
                cropFrom(properties, size),
                properties.channels("mean", 0, true),
                properties.channels("std", 1, false),
                properties.choice("layout", "nchw", "nhwc").equals("nchw"),
                properties.choice("channels", "rgb", "bgr").equals("rgb"),
                properties.choice("range", "1", "255").equals("1") ? 1.0 / 255 : 1);
    }

    private static int[] cropFrom(ModelProperties properties, int[] size) {
        String text = properties.text(CROP_FROM, "");
        if (text.isEmpty()) {
            return size;
        }
        int[] from = properties.size(CROP_FROM);
        if (from[0] < size[0] || from[1] < size[1]) {
            throw ModelProperties.wrong(CROP_FROM, text + " is smaller than the size", null);
        }
        return from;
    }

    /** Returns how many values a picture has. */
    int length() {
        return CHANNELS * width * height;
    }

    /** Returns the shape of so many pictures. */
    long[] shape(int pictures) {
        return channelsFirst
                ? new long[] {pictures, CHANNELS, height, width}
                : new long[] {pictures, height, width, CHANNELS};
    }

    /** Returns the values of an 8-bit BGR picture. O(pixels). */
    float[] values(Mat bgr) {
        int pixels = width * height;
        byte[] bytes = new byte[CHANNELS * pixels];
        try (PointerScope _ = new PointerScope()) {
            ByteBuffer buffer = sized(bgr).clone().createBuffer();
            buffer.get(bytes);
        }
        float[] values = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int channel = rgb ? CHANNELS - 1 - i % CHANNELS : i % CHANNELS;
            int at = channelsFirst ? channel * pixels + i / CHANNELS : i - i % CHANNELS + channel;
            values[at] = (float) ((scale * (bytes[i] & 0xff) - mean[channel]) / deviation[channel]);
        }
        return values;
    }

    private Mat sized(Mat bgr) {
        return switch (resize) {
            case STRETCH -> resized(bgr, width, height);
            case CROP -> cropped(bgr);
            case PAD -> {
                double factor = Math.min((double) width / bgr.cols(), (double) height / bgr.rows());
                Mat smaller = resized(
                        bgr,
                        Math.min(Shrink.scaled(bgr.cols(), factor), width),
                        Math.min(Shrink.scaled(bgr.rows(), factor), height));
                yield padded(smaller, width - smaller.cols(), height - smaller.rows());
            }
        };
    }

    private Mat cropped(Mat bgr) {
        double factor = Math.max((double) cropFrom[0] / bgr.cols(), (double) cropFrom[1] / bgr.rows());
        Mat larger = resized(
                bgr,
                Math.max(Shrink.scaled(bgr.cols(), factor), width),
                Math.max(Shrink.scaled(bgr.rows(), factor), height));
        return larger.apply(new Rect((larger.cols() - width) / 2, (larger.rows() - height) / 2, width, height));
    }

    private static Mat padded(Mat picture, int across, int down) {
        Mat out = new Mat();
        copyMakeBorder(
                picture,
                out,
                down / 2,
                down - down / 2,
                across / 2,
                across - across / 2,
                BORDER_CONSTANT,
                new Scalar(0));
        return out;
    }

    private static Mat resized(Mat picture, int width, int height) {
        Mat out = new Mat();
        opencv_imgproc.resize(
                Shrink.toLongSide(picture, Math.max(width, height)), out, new Size(width, height), 0, 0, INTER_LINEAR);
        return out;
    }
}
