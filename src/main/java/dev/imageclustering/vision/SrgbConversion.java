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
    // Colours to try a profile on: this many steps along each of the three axes.
    private static final int STEPS = 6;
    // Levels of 255 by which two profiles for the same colours differ in rounding.
    private static final int TOLERANCE = 2;

    private SrgbConversion() {}

    /**
     * Converts a picture in place. Meant for a picture that is already shrunk: O(pixels), about 15 ns each.
     *
     * @param profile null, or a profile that is none of RGB colours, leaves the picture as it is
     */
    static void convert(Mat bgr, @Nullable ICC_Profile profile) {
        if (profile == null || profile.getColorSpaceType() != ColorSpace.TYPE_RGB) {
            return;
        }
        try {
            ColorSpace colours = new ICC_ColorSpace(profile);
            if (differsFromSrgb(colours)) {
                byte[] pixels = new byte[bgr.rows() * bgr.cols() * 3];
                bgr.data().get(pixels);
                bgr.data().put(converted(pixels, bgr.cols(), bgr.rows(), colours));
            }
        } catch (CMMException | IllegalArgumentException damagedProfile) {
            // A profile that cannot be applied says nothing about the colours: they stay, as in every viewer.
            return;
        }
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
        ColorModel model = new ComponentColorModel(colours, false, false, ColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(bgr, bgr.length), width, height, 3 * width, 3, BGR_OFFSETS, new Point());
        BufferedImage from = new BufferedImage(model, raster, false, null);
        BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        new ColorConvertOp(null).filter(from, to);
        return ((DataBufferByte) to.getRaster().getDataBuffer()).getData();
    }
}
