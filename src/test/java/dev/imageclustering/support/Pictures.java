package dev.imageclustering.support;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small pictures made for a test: the same seed, the same scene. */
public final class Pictures {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 360;
    private static final int SHAPES = 60;

    private Pictures() {}

    public static byte[] jpeg(long seed) {
        return encode(scene(seed, WIDTH, HEIGHT), "jpg");
    }

    public static byte[] png(long seed) {
        return encode(scene(seed, WIDTH, HEIGHT), "png");
    }

    /** Returns the same scene as a smaller picture: other bytes, and what a person would call the same photo. */
    public static byte[] smallerJpeg(long seed, int width) {
        BufferedImage small = new BufferedImage(width, width * HEIGHT / WIDTH, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(scene(seed, WIDTH, HEIGHT), 0, 0, small.getWidth(), small.getHeight(), null);
        graphics.dispose();
        return encode(small, "jpg");
    }

    /** Returns the same picture in other bytes: a comment segment behind the start marker of the JPEG. */
    public static byte[] withComment(byte[] jpeg, String comment) {
        byte[] text = comment.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(jpeg.length + text.length + 4);
        out.write(jpeg, 0, 2);
        out.write(0xFF);
        out.write(0xFE);
        out.write((text.length + 2) >> 8);
        out.write(text.length + 2);
        out.writeBytes(text);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static BufferedImage scene(long seed, int width, int height) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(color(random));
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < SHAPES; i++) {
            graphics.setColor(color(random));
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            int size = 8 + random.nextInt(width / 5);
            switch (random.nextInt(3)) {
                case 0 -> graphics.fillOval(x, y, size, size / 2 + 4);
                case 1 -> graphics.fillRect(x, y, size / 2 + 4, size);
                default -> graphics.drawLine(x, y, random.nextInt(width), random.nextInt(height));
            }
        }
        graphics.dispose();
        return image;
    }

    private static Color color(Random random) {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    private static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
