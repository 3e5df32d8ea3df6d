package dev.imageclustering.vision;

import static dev.imageclustering.vision.Colours.assertColour;
import static dev.imageclustering.vision.SamplePictures.TOP_LEFT;
import static dev.imageclustering.vision.SamplePictures.decode;
import static dev.imageclustering.vision.SamplePictures.encode;
import static dev.imageclustering.vision.SamplePictures.plain;
import static dev.imageclustering.vision.SamplePictures.quarters;
import static dev.imageclustering.vision.SamplePictures.slice;
import static dev.imageclustering.vision.SamplePictures.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureColoursTests {

    private final PictureEngine engine = new PictureEngine(PictureLimits.DEFAULT);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "tiff", "bmp"})
    void keepsGreyLevels(String format) throws Exception {
        BufferedImage grey = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        IntStream.range(0, 64 * 64).forEach(i -> grey.getRaster().setSample(i % 64, i / 64, 0, 100));
        assertShown(encode(grey, format), new Color(100, 100, 100));
    }

    @Test
    void reduces16BitsTo8() throws Exception {
        BufferedImage grey = new BufferedImage(64, 64, BufferedImage.TYPE_USHORT_GRAY);
        IntStream.range(0, 64 * 64).forEach(i -> grey.getRaster().setSample(i % 64, i / 64, 0, 100 * 257));
        assertShown(encode(grey, "png"), new Color(100, 100, 100));
    }

    @Test
    void laysTransparencyOnWhite() throws Exception {
        BufferedImage half = plain(64, 64, BufferedImage.TYPE_INT_ARGB, new Color(200, 0, 0, 128));
        assertShown(encode(half, "png"), new Color(227, 127, 127));
    }

    @Test
    void laysFrameOfGifOnItsCanvas() throws Exception {
        byte[] gif = encode(quarters(64, 64), "gif");
        gif[6] = (byte) 128;
        gif[8] = (byte) 128;

        BufferedImage shown = decode(engine.thumbnail(write(folder, gif), 1, 256));

        assertThat(shown.getWidth()).isEqualTo(128);
        assertColour(shown, 8, 8, TOP_LEFT);
        assertColour(shown, 120, 120, Color.WHITE);
    }

    @Test
    void convertsProfileOfJpeg() throws Exception {
        byte[] jpeg = encode(plain(64, 64, BufferedImage.TYPE_INT_RGB, new Color(128, 128, 128)), "jpg");
        assertShown(SamplePictures.jpegWithProfile(jpeg, SamplePictures.linearProfile()), new Color(188, 188, 188));
    }

    @Test
    void convertsProfileOfPng() throws Exception {
        byte[] png = encode(plain(64, 64, BufferedImage.TYPE_INT_RGB, new Color(128, 128, 128)), "png");
        assertShown(SamplePictures.pngWithProfile(png, SamplePictures.linearProfile()), new Color(188, 188, 188));
    }

    @Test
    void convertsProfileOfWebp() throws Exception {
        byte[] webp = SamplePictures.webp(plain(64, 64, BufferedImage.TYPE_INT_RGB, new Color(128, 128, 128)));
        byte[] extended = SamplePictures.webpWithProfile(webp, 64, 64, SamplePictures.linearProfile());
        assertShown(extended, new Color(188, 188, 188));
    }

    @Test
    void convertsGreyProfileOfJpeg() throws Exception {
        assertShown(SamplePictures.jpegWithProfile(grey("jpg"), linearGreys()), new Color(188, 188, 188));
    }

    @Test
    void convertsGreyProfileOfPng() throws Exception {
        assertShown(SamplePictures.pngWithProfile(grey("png"), linearGreys()), new Color(188, 188, 188));
    }

    @Test
    void convertsGreyProfileOfTiff() throws Exception {
        byte[] profile = linearGreys();
        byte[] levels = new byte[64 * 64];
        Arrays.fill(levels, (byte) 128);
        byte[] tiff = MadeTiff.grey(64, 64, SamplePictures.concat(levels, profile))
                .with(34675, MadeTiff.UNDEFINED, profile.length, MadeTiff.DATA_AT + levels.length)
                .bytes();
        assertShown(tiff, new Color(188, 188, 188));
    }

    @Test
    void ignoresGreyProfileOfColours() throws Exception {
        byte[] png = encode(plain(64, 64, BufferedImage.TYPE_INT_RGB, new Color(128, 100, 80)), "png");
        assertShown(SamplePictures.pngWithProfile(png, linearGreys()), new Color(128, 100, 80));
    }

    @Test
    void ignoresDamagedProfile() throws Exception {
        byte[] jpeg = encode(plain(64, 64, BufferedImage.TYPE_INT_RGB, new Color(128, 128, 128)), "jpg");
        byte[] profile = slice(SamplePictures.linearProfile(), 0, 200);
        assertShown(SamplePictures.jpegWithProfile(jpeg, profile), new Color(128, 128, 128));
    }

    private static byte[] grey(String format) {
        BufferedImage grey = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        IntStream.range(0, 64 * 64).forEach(i -> grey.getRaster().setSample(i % 64, i / 64, 0, 128));
        return encode(grey, format);
    }

    /** Returns a profile of greys by which the level 128 is as bright as 188 in sRGB. */
    private static byte[] linearGreys() {
        return ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    }

    private void assertShown(byte[] bytes, Color colour) throws Exception {
        assertColour(decode(engine.thumbnail(write(folder, bytes), 1, 64)), 32, 32, colour);
    }
}
