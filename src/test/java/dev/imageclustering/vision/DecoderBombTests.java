package dev.imageclustering.vision;

import static dev.imageclustering.vision.SamplePictures.bigEndian;
import static dev.imageclustering.vision.SamplePictures.concat;
import static dev.imageclustering.vision.SamplePictures.encode;
import static dev.imageclustering.vision.SamplePictures.hex;
import static dev.imageclustering.vision.SamplePictures.insert;
import static dev.imageclustering.vision.SamplePictures.jpegWithProfile;
import static dev.imageclustering.vision.SamplePictures.linearProfile;
import static dev.imageclustering.vision.SamplePictures.littleEndian;
import static dev.imageclustering.vision.SamplePictures.pngChunk;
import static dev.imageclustering.vision.SamplePictures.quarters;
import static dev.imageclustering.vision.SamplePictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.awt.image.BufferedImage;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files of which a decoder, left to itself, would make gigabytes. Before, each exhausted the heap, or took minutes. */
@Timeout(30)
class DecoderBombTests {

    private static final byte[] JPEG = encode(quarters(40, 30), "jpg");
    private static final int PRIVATE_TAG = 40_000;

    private final PictureEngine engine = new PictureEngine(PictureLimits.DEFAULT);

    @TempDir
    private Path folder;

    @Test
    void refusesHugeProfileOfJpegInsideTiff() {
        byte[] profile = linearProfile();
        ByteBuffer.wrap(profile).putInt(0, Integer.MAX_VALUE);

        assertRefused(
                MadeTiff.wrapping(40, 30, jpegWithProfile(JPEG, profile)).bytes(),
                Code.BROKEN_HEADER,
                "colour profile");
    }

    @Test
    void refusesProfileThatIsCutWithinItsHeader() {
        byte[] profile = linearProfile();
        ByteBuffer.wrap(profile).putInt(0, Integer.MAX_VALUE);
        byte[] first = profilePart(1, 2, SamplePictures.slice(profile, 0, 40));
        byte[] second = profilePart(2, 2, SamplePictures.slice(profile, 40, profile.length));

        assertRefused(
                MadeTiff.wrapping(40, 30, insert(JPEG, 2, concat(first, second)))
                        .bytes(),
                Code.BROKEN_HEADER,
                "within its header");
    }

    @Test
    void showsNoExifOfAJpegInsideTiffToItsDecoder() throws Exception {
        byte[] entry = concat(littleEndian(PRIVATE_TAG, 2), hex("0400"), littleEndian(15_000, 4), littleEndian(8, 4));
        byte[] directory = concat(littleEndian(5_000, 2), repeat(entry, 5_000), new byte[4]);
        byte[] content = concat(hex("457869660000"), hex("49492A0008000000"), directory);
        byte[] exif = concat(hex("FFE1"), bigEndian(content.length + 2, 2), content);

        assertThat(shown(MadeTiff.wrapping(40, 30, insert(JPEG, 2, exif)).bytes()))
                .isEqualTo(40);
    }

    /** Its 4000 tags name the same megabyte. */
    @Test
    void showsNoPrivateTagsOfATiffToItsDecoder() throws Exception {
        MadeTiff tiff = MadeTiff.grey(64, 64, new byte[1 << 20]);
        IntStream.range(0, 4000).forEach(i -> tiff.with(PRIVATE_TAG + i, MadeTiff.LONG, 1 << 18, MadeTiff.DATA_AT));

        assertThat(shown(tiff.bytes())).isEqualTo(64);
    }

    @Test
    void showsNoOtherPagesOfATiffToItsDecoder() throws Exception {
        MadeTiff second = new MadeTiff(new byte[0]);
        IntStream.range(0, 4000).forEach(i -> second.with(PRIVATE_TAG + i, MadeTiff.LONG, 1 << 18, MadeTiff.DATA_AT));
        byte[] data = concat(new byte[1 << 20], second.directory(0));
        byte[] tiff = MadeTiff.grey(64, 64, data).bytes();
        byte[] next = littleEndian(MadeTiff.DATA_AT + (1 << 20), 4);

        assertThat(shown(concat(SamplePictures.slice(tiff, 0, tiff.length - 4), next)))
                .isEqualTo(64);
    }

    @Test
    void readsATiffWhoseUnneededTagPointsOutsideTheFile() throws Exception {
        byte[] tiff = MadeTiff.grey(64, 64, new byte[64 * 64])
                .with(PRIVATE_TAG, MadeTiff.UNDEFINED, 5000, 1 << 24)
                .bytes();

        assertThat(shown(tiff)).isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(ints = {MadeTiff.SIGNED_LONG, MadeTiff.DOUBLE, 11})
    void refusesATileWidthThatOnlyTheDecoderUnderstands(int type) {
        byte[] width = type == MadeTiff.DOUBLE ? littleEndian(Double.doubleToLongBits(1 << 30), 8) : new byte[8];
        byte[] tiff = MadeTiff.grey(64, 64, concat(width, new byte[64 * 64]))
                .with(322, type, 1, type == MadeTiff.DOUBLE ? MadeTiff.DATA_AT : 1 << 30)
                .with(323, 16)
                .bytes();

        assertThatExceptionOfType(UnreadablePicture.class)
                .isThrownBy(() -> header(tiff))
                .extracting(UnreadablePicture::code)
                .isIn(Code.SIDE_TOO_LONG, Code.BROKEN_HEADER);
    }

    @Test
    void refusesAnOldJpegWhoseHeaderWouldBeHuge() {
        byte[] tiff = MadeTiff.wrapping(40, 30, JPEG)
                .with(259, 6)
                .with(513, MadeTiff.DATA_AT)
                .with(273, Integer.MAX_VALUE)
                .bytes();

        assertRefused(tiff, Code.BROKEN_HEADER, "outside the file");
    }

    /** Each of its tiles is the same picture of many megapixels. */
    @Test
    void refusesATiffOfJpegsThatAreLargerThanItsTiles() {
        byte[] jpeg = encode(quarters(4000, 4000), "jpg");
        byte[] tiff = MadeTiff.wrapping(8000, 8000, concat(jpeg, repeat(littleEndian(MadeTiff.DATA_AT, 4), 60_000)))
                .with(322, 32)
                .with(323, 32)
                .with(324, MadeTiff.LONG, 60_000, MadeTiff.DATA_AT + jpeg.length)
                .bytes();

        assertRefused(tiff, Code.TOO_MANY_PIXELS, "16.0 megapixels");
    }

    @Test
    void refusesAJpegOfTooManySegments() {
        byte[] comments = repeat(hex("FFFE0002"), JpegSegment.MAX_SEGMENTS);

        assertRefused(insert(JPEG, 2, comments), Code.BROKEN_HEADER, "more than 10000 segments");
    }

    /** The decoder of lossless JPEGs takes the first of these segments for the header of the frame. */
    @ParameterizedTest
    @ValueSource(strings = {"FFCC", "FFC8"})
    void refusesALosslessJpegWithAnotherFrameThanItsOwn(String marker) {
        byte[] jpeg = concat(
                hex("FFD8" + marker + "000B 08 FFFF FFFF 01 011100"),
                hex("FFC3 000B 08 0010 0010 01 011100"),
                hex("FFDA 0008 01 0100 01 00 00 00"));

        assertRefused(jpeg, Code.BROKEN_HEADER, "lossless");
    }

    @Test
    void refusesAJpegOfTwoFrames() {
        byte[] frames = hex("FFD8 FFC3 000B 08 0010 0010 01 011100 FFC3 000B 08 FFFF FFFF 01 011100 FFDA 0008 01 0100");

        assertRefused(frames, Code.BROKEN_HEADER, "two frame headers");
    }

    /** The rest of the file is one chunk that nobody knows. */
    @Test
    void showsNoUnknownChunksOfAPngToItsDecoder() throws Exception {
        BufferedImage palette = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_INDEXED);
        byte[] png = encode(palette, "png");
        byte[] end = pngChunk("IEND", new byte[0]);
        long unknown = Math.min(Runtime.getRuntime().maxMemory(), Integer.MAX_VALUE) / 5 * 4;
        Path file = write(folder, png);
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.seek(png.length - end.length);
            content.write(concat(bigEndian(unknown, 4), SamplePictures.ascii("unKn")));
            content.seek(content.getFilePointer() + unknown + PngLayout.CHECKSUM_BYTES);
            content.write(end);
        }

        assertThat(shown(file)).isEqualTo(64);
    }

    private PictureHeader header(byte[] bytes) throws Exception {
        try (ByteSource source = ByteSource.open(write(folder, bytes))) {
            return PictureLayout.read(source, PictureLimits.DEFAULT).header();
        }
    }

    private int shown(byte[] bytes) throws Exception {
        return shown(write(folder, bytes));
    }

    /** Returns the width of a picture's thumbnail. */
    private int shown(Path file) throws Exception {
        return SamplePictures.decode(engine.thumbnail(file, 1, 256)).getWidth();
    }

    private void assertRefused(byte[] bytes, Code code, String reason) {
        assertThatExceptionOfType(UnreadablePicture.class)
                .isThrownBy(() -> header(bytes))
                .withMessageContaining(reason)
                .returns(code, UnreadablePicture::code);
    }

    private static byte[] profilePart(int number, int count, byte[] part) {
        byte[] content = concat(hex("4943435F50524F46494C4500"), new byte[] {(byte) number, (byte) count}, part);
        return concat(hex("FFE2"), bigEndian(content.length + 2, 2), content);
    }

    private static byte[] repeat(byte[] bytes, int times) {
        return concat(IntStream.range(0, times).mapToObj(_ -> bytes).toArray(byte[][]::new));
    }
}
