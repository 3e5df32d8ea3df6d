package dev.imageclustering.vision;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Makes the small pictures that the tests of this package read. */
final class SamplePictures {

    static final Color TOP_LEFT = new Color(220, 30, 30);
    static final Color TOP_RIGHT = new Color(30, 200, 30);
    static final Color BOTTOM_LEFT = new Color(30, 30, 220);
    static final Color BOTTOM_RIGHT = new Color(220, 220, 30);

    private SamplePictures() {}

    /** Returns a picture with another colour in each quarter. */
    static BufferedImage quarters(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        fill(graphics, TOP_LEFT, 0, 0, width / 2, height / 2);
        fill(graphics, TOP_RIGHT, width / 2, 0, width, height / 2);
        fill(graphics, BOTTOM_LEFT, 0, height / 2, width / 2, height);
        fill(graphics, BOTTOM_RIGHT, width / 2, height / 2, width, height);
        graphics.dispose();
        return image;
    }

    static BufferedImage plain(int width, int height, int type, Color colour) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour.getRGB());
            }
        }
        return image;
    }

    static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("No writer for " + format);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    static byte[] webp(BufferedImage image) {
        OpenCv.load();
        byte[] png = encode(image, "bmp");
        try (PointerScope _ = new PointerScope()) {
            Mat decoded = opencv_imgcodecs.imdecode(
                    new Mat(1, png.length, opencv_core.CV_8U, new BytePointer(png)), opencv_imgcodecs.IMREAD_COLOR);
            BytePointer encoded = new BytePointer();
            opencv_imgcodecs.imencode(".webp", decoded, encoded);
            byte[] bytes = new byte[(int) encoded.limit()];
            encoded.get(bytes);
            return bytes;
        }
    }

    static BufferedImage decode(byte[] jpeg) {
        try {
            return ImageIO.read(new ByteArrayInputStream(jpeg));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Path write(Path folder, byte[] bytes) {
        try {
            return Files.write(Files.createTempFile(folder, "picture", ""), bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    static byte[] insert(byte[] bytes, int offset, byte[] inserted) {
        return concat(slice(bytes, 0, offset), inserted, slice(bytes, offset, bytes.length));
    }

    static byte[] slice(byte[] bytes, int start, int end) {
        return Arrays.copyOfRange(bytes, start, end);
    }

    static byte[] bigEndian(long value, int bytes) {
        byte[] result = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            result[i] = (byte) (value >> 8 * (bytes - 1 - i));
        }
        return result;
    }

    static byte[] littleEndian(long value, int bytes) {
        byte[] result = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            result[i] = (byte) (value >> 8 * i);
        }
        return result;
    }

    /** Returns a profile in which the level 128 is as bright as 188 in sRGB. */
    static byte[] linearProfile() {
        return ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    }

    static byte[] jpegWithProfile(byte[] jpeg, byte[] profile) {
        byte[] content = concat(ascii("ICC_PROFILE\0"), new byte[] {1, 1}, profile);
        return insert(jpeg, 2, concat(hex("FFE2"), bigEndian(content.length + 2, 2), content));
    }

    static byte[] pngWithProfile(byte[] png, byte[] profile) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(ascii("linear\0\0"));
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(content)) {
            deflater.write(profile);
        }
        return insert(png, 33, pngChunk("iCCP", content.toByteArray()));
    }

    static byte[] pngChunk(String type, byte[] content) {
        byte[] typeAndContent = concat(ascii(type), content);
        CRC32 checksum = new CRC32();
        checksum.update(typeAndContent);
        return concat(bigEndian(content.length, 4), typeAndContent, bigEndian(checksum.getValue(), 4));
    }

    /** Wraps a simple WebP in the extended form, which can hold a profile. */
    static byte[] webpWithProfile(byte[] webp, int width, int height, byte[] profile) {
        byte[] extended = concat(
                ascii("VP8X"),
                littleEndian(10, 4),
                littleEndian(0x20, 4),
                littleEndian(width - 1, 3),
                littleEndian(height - 1, 3));
        byte[] chunk = concat(ascii("ICCP"), littleEndian(profile.length, 4), profile, new byte[profile.length % 2]);
        byte[] content = concat(ascii("WEBP"), extended, chunk, slice(webp, 12, webp.length));
        return concat(ascii("RIFF"), littleEndian(content.length, 4), content);
    }

    private static void fill(Graphics2D graphics, Color colour, int left, int top, int right, int bottom) {
        graphics.setColor(colour);
        graphics.fillRect(left, top, right - left, bottom - top);
    }
}
