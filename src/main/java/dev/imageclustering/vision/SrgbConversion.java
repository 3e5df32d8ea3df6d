package dev.imageclustering.vision;

import java.awt.Point;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** Converts pixels from the colours of their ICC profile to sRGB. */
final class SrgbConversion {

    private static final int[] BGR_OFFSETS = {2, 1, 0};
    private static final int[] GREY_OFFSETS = {0};
    private static final int LEVELS = 256;
    // Colours to try a profile on: this many steps along each of the three axes.
    private static final int STEPS = 6;
    // Levels of 255 by which two profiles for the same colours differ in rounding.
    private static final int TOLERANCE = 2;

    private SrgbConversion() {}

    /**
     * Converts a picture in place. Meant for a picture that is already shrunk: O(pixels), about 15 ns each.
     *
     * @param profile null, or a profile that is not of the picture's kind of colours, leaves the picture as it is; one of
     *     grey is of a picture without colours
     */
    static void convert(Mat bgr, @Nullable ICC_Profile profile) {
        int type = profile == null ? ColorSpace.TYPE_CMYK : profile.getColorSpaceType();
        if (profile == null || (type != ColorSpace.TYPE_RGB && type != ColorSpace.TYPE_GRAY)) {
            return;
        }
        try {
            ColorSpace colours = new ICC_ColorSpace(profile);
            if (type == ColorSpace.TYPE_GRAY) {
                convertGrey(bgr, colours);
            } else if (differsFromSrgb(colours)) {
                byte[] pixels = pixels(bgr);
                bgr.data().put(converted(pixels, bgr.cols(), bgr.rows(), colours));
            }
        } catch (CMMException | IllegalArgumentException damagedProfile) {
            // A profile that cannot be applied says nothing about the colours: they stay, as in every viewer.
            return;
        }
    }

    private static byte[] pixels(Mat bgr) {
        byte[] pixels = new byte[bgr.rows() * bgr.cols() * 3];
        bgr.data().get(pixels);
        return pixels;
    }

    /** Of grey there are 256 levels only, whatever the size of the picture. */
    private static void convertGrey(Mat bgr, ColorSpace greys) {
        byte[] pixels = pixels(bgr);
        for (int i = 0; i < pixels.length; i += 3) {
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2]) {
                return;
            }
        }
        byte[] levels = new byte[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            levels[level] = (byte) level;
        }
        byte[] shown = converted(levels, LEVELS, 1, greys, GREY_OFFSETS);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = shown[3 * (pixels[i] & 0xFF) + 1];
        }
        bgr.data().put(pixels);
    }

    /** Most profiles are sRGB under one of its many names; trying 216 colours is far cheaper than converting a picture. */
    private static boolean differsFromSrgb(ColorSpace colours) {
        byte[] samples = new byte[STEPS * STEPS * STEPS * 3];
        for (int i = 0; i < samples.length / 3; i++) {
            samples[3 * i] = level(i);
            samples[3 * i + 1] = level(i / STEPS);
            samples[3 * i + 2] = level(i / (STEPS * STEPS));
        }
        byte[] converted = converted(samples.clone(), samples.length / 3, 1, colours);
        for (int i = 0; i < samples.length; i++) {
            if (Math.abs((samples[i] & 0xFF) - (converted[i] & 0xFF)) > TOLERANCE) {
                return true;
            }
        }
        return false;
    }

    private static byte level(int step) {
        return (byte) (step % STEPS * 255 / (STEPS - 1));
    }

    private static byte[] converted(byte[] bgr, int width, int height, ColorSpace colours) {
        return converted(bgr, width, height, colours, BGR_OFFSETS);
    }

    /** Returns 3 bytes of sRGB for each pixel, whose samples stand at these offsets. */
    private static byte[] converted(byte[] samples, int width, int height, ColorSpace colours, int[] offsets) {
        ColorModel model = new ComponentColorModel(colours, false, false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        int bands = offsets.length;
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length), width, height, bands * width, bands, offsets, new Point());
        BufferedImage from = new BufferedImage(model, raster, false, null);
        BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        new ColorConvertOp(null).filter(from, to);
        return ((DataBufferByte) to.getRaster().getDataBuffer()).getData();
    }
}
