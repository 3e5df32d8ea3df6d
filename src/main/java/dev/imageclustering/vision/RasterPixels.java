package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Brings what ImageIO delivers to 8-bit BGR. Samples are read from the raster: {@link BufferedImage#getRGB} takes grey
 * for linear light and brightens it. What is transparent is laid on white. O(pixels), row by row.
 */
final class RasterPixels {

    private static final int STRIP_ROWS = 64;

    /** Writes row {@code y} of a picture as 3 bytes a pixel, in the order blue, green, red. */
    private interface RowReader {
        void read(int y, byte[] bgr);
    }

    private RasterPixels() {}

    /** Returns the pixels in the colours of {@link #profile}. */
    static Mat toBgr(BufferedImage image) {
        int colours = image.getColorModel().getColorSpace().getType();
        boolean other = colours != ColorSpace.TYPE_RGB && colours != ColorSpace.TYPE_GRAY;
        Mat bgr = new Mat(image.getHeight(), image.getWidth(), CV_8UC3);
        int strip = other ? STRIP_ROWS : image.getHeight();
        for (int y = 0; y < image.getHeight(); y += strip) {
            int rows = Math.min(strip, image.getHeight() - y);
            BufferedImage part = other ? toSrgb(image.getSubimage(0, y, image.getWidth(), rows)) : image;
            copy(rowReader(part), bgr, y, rows);
        }
        return bgr;
    }

    /** Returns the profile of the pixels of {@link #toBgr}, null where they are sRGB or no profile tells of them. */
    static @Nullable ICC_Profile profile(BufferedImage image) {
        ColorSpace colours = image.getColorModel().getColorSpace();
        // Readers give grey without a profile the JDK's space of linear greys, which it is not.
        boolean told = switch (colours.getType()) {
            case ColorSpace.TYPE_RGB -> !colours.isCS_sRGB();
            case ColorSpace.TYPE_GRAY -> colours != ColorSpace.getInstance(ColorSpace.CS_GRAY);
            default -> false;
        };
        return told && colours instanceof ICC_ColorSpace icc ? icc.getProfile() : null;
    }

    private static void copy(RowReader reader, Mat bgr, int start, int rows) {
        byte[] row = new byte[3 * bgr.cols()];
        for (int y = 0; y < rows; y++) {
            reader.read(y, row);
            bgr.ptr(start + y).put(row);
        }
    }

    private static BufferedImage toSrgb(BufferedImage image) {
        BufferedImage srgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        return new ColorConvertOp(null).filter(image, srgb);
    }

    private static RowReader rowReader(BufferedImage image) {
        ColorModel model = image.getColorModel();
        Raster raster = image.getRaster();
        if (model instanceof IndexColorModel palette) {
            return paletteRows(raster, palette);
        }
        if (model instanceof ComponentColorModel) {
            int type = raster.getDataBuffer().getDataType();
            boolean unsigned = type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
            return unsigned ? sampleRows(raster, model) : normalizedRows(raster, model);
        }
        return packedRows(image);
    }

    private static RowReader paletteRows(Raster raster, IndexColorModel palette) {
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        int[] indices = new int[raster.getWidth()];
        return (y, bgr) -> {
            raster.getSamples(0, y, indices.length, 1, 0, indices);
            for (int x = 0; x < indices.length; x++) {
                // An index outside the palette is black, as the JDK shows it.
                put(indices[x] < colours.length ? colours[indices[x]] : 0xFF000000, bgr, 3 * x);
            }
        };
    }

    private static RowReader packedRows(BufferedImage image) {
        int[] argb = new int[image.getWidth()];
        return (y, bgr) -> {
            image.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
            for (int x = 0; x < argb.length; x++) {
                put(argb[x], bgr, 3 * x);
            }
        };
    }

    /** Rows of 1 to 4 samples a pixel, of up to 16 bits each: grey or RGB, then perhaps alpha. */
    private static RowReader sampleRows(Raster raster, ColorModel model) {
        int bands = raster.getNumBands();
        int colours = model.getNumColorComponents();
        boolean alpha = model.hasAlpha();
        boolean premultiplied = model.isAlphaPremultiplied();
        int max = (1 << model.getComponentSize(0)) - 1;
        int[] samples = new int[raster.getWidth() * bands];
        return (y, bgr) -> {
            raster.getPixels(0, y, raster.getWidth(), 1, samples);
            for (int x = 0; x < raster.getWidth(); x++) {
                int opacity = alpha ? to8Bits(samples[x * bands + bands - 1], max) : 255;
                for (int channel = 0; channel < 3; channel++) {
                    int value = to8Bits(samples[x * bands + (colours == 1 ? 0 : 2 - channel)], max);
                    bgr[3 * x + channel] = (byte) onWhite(value, opacity, premultiplied);
                }
            }
        };
    }

    /** Rows of floating-point or signed samples, by the range that the colour model gives them. */
    private static RowReader normalizedRows(Raster raster, ColorModel model) {
        int colours = model.getNumColorComponents();
        return (y, bgr) -> {
            @Nullable Object pixel = null;
            float @Nullable [] components = null;
            for (int x = 0; x < raster.getWidth(); x++) {
                pixel = raster.getDataElements(x, y, pixel);
                components = model.getNormalizedComponents(pixel, components, 0);
                for (int channel = 0; channel < 3; channel++) {
                    float value = components[colours == 1 ? 0 : 2 - channel];
                    bgr[3 * x + channel] = (byte) Math.round(255 * Math.clamp(value, 0f, 1f));
                }
            }
        };
    }

    private static int to8Bits(int sample, int max) {
        return max == 255 ? sample : (sample * 255 + max / 2) / max;
    }

    private static int onWhite(int value, int opacity, boolean premultiplied) {
        if (opacity == 255) {
            return value;
        }
        return premultiplied ? Math.min(255, value + 255 - opacity) : Transparency.onWhite(value, opacity);
    }

    private static void put(int argb, byte[] bgr, int offset) {
        int alpha = argb >>> 24;
        bgr[offset] = (byte) Transparency.onWhite(argb & 0xFF, alpha);
        bgr[offset + 1] = (byte) Transparency.onWhite(argb >> 8 & 0xFF, alpha);
        bgr[offset + 2] = (byte) Transparency.onWhite(argb >> 16 & 0xFF, alpha);
    }
}
