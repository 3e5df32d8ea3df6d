package dev.imageclustering.support;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Real photos, and what becomes of them in other programs. */
public final class PhotoEdits {

    private static final float FINE = 0.9f;

    private PhotoEdits() {}

    /** Returns one of the photos that are shipped with the tests. */
    public static byte[] photo(String name) {
        try (InputStream stream =
                PhotoEdits.class.getResourceAsStream("/dev/imageclustering/vision/photos/" + name + ".jpg")) {
            return stream.readAllBytes();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public static byte[] recompressed(byte[] photo, float quality) {
        return jpeg(read(photo), quality);
    }

    public static byte[] scaled(byte[] photo, double factor) {
        BufferedImage picture = read(photo);
        int width = (int) (picture.getWidth() * factor);
        int height = (int) (picture.getHeight() * factor);
        AffineTransform scale = AffineTransform.getScaleInstance(
                (double) width / picture.getWidth(), (double) height / picture.getHeight());
        return jpeg(drawn(picture, width, height, scale), FINE);
    }

    /** Returns the photo turned clockwise by a quarter. */
    public static byte[] turned(byte[] photo) {
        BufferedImage picture = read(photo);
        AffineTransform turn = new AffineTransform(0, 1, -1, 0, picture.getHeight(), 0);
        return jpeg(drawn(picture, picture.getHeight(), picture.getWidth(), turn), FINE);
    }

    /** Returns the photo with left and right exchanged. */
    public static byte[] mirrored(byte[] photo) {
        BufferedImage picture = read(photo);
        AffineTransform mirror = new AffineTransform(-1, 0, 0, 1, picture.getWidth(), 0);
        return jpeg(drawn(picture, picture.getWidth(), picture.getHeight(), mirror), FINE);
    }

    /** Returns the photo without so much of each side. */
    public static byte[] cropped(byte[] photo, double share) {
        BufferedImage picture = read(photo);
        int dx = (int) (picture.getWidth() * share);
        int dy = (int) (picture.getHeight() * share);
        return jpeg(
                drawn(
                        picture,
                        picture.getWidth() - 2 * dx,
                        picture.getHeight() - 2 * dy,
                        AffineTransform.getTranslateInstance(-dx, -dy)),
                FINE);
    }

    /** Returns a picture of one colour. */
    public static byte[] flat(int grey) {
        BufferedImage picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(new Color(grey, grey, grey));
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        graphics.dispose();
        return jpeg(picture, FINE);
    }

    private static BufferedImage drawn(BufferedImage picture, int width, int height, AffineTransform transform) {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, transform, null);
        graphics.dispose();
        return result;
    }

    private static BufferedImage read(byte[] photo) {
        try {
            return ImageIO.read(new ByteArrayInputStream(photo));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] jpeg(BufferedImage picture, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
