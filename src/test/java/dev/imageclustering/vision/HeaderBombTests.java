package dev.imageclustering.vision;

import static dev.imageclustering.vision.SamplePictures.ascii;
import static dev.imageclustering.vision.SamplePictures.bigEndian;
import static dev.imageclustering.vision.SamplePictures.concat;
import static dev.imageclustering.vision.SamplePictures.hex;
import static dev.imageclustering.vision.SamplePictures.littleEndian;
import static dev.imageclustering.vision.SamplePictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small files whose headers ask for much work, or pass for what they are not. Before, each took far over the timeout. */
@Timeout(20)
class HeaderBombTests {

    private static final int JPEG_BYTES = 1 << 20;
    private static final byte[] WEBP_AT_8 =
            concat(ascii("WEBPVP8X"), littleEndian(10, 4), new byte[4], littleEndian(99, 3), littleEndian(99, 3));

    @TempDir
    private Path folder;

    @Test
    void takesNoPageForAWebp() {
        byte[] page = concat(ascii("<script>"), WEBP_AT_8, ascii("alert(1)</script>"));

        assertRefused(page, Code.UNKNOWN_FORMAT, "no known picture format");
    }

    /** The decoder of WebP chooses among others by the first bytes. */
    @Test
    void takesNoTiffForAWebp() throws Exception {
        byte[] bytes = concat(
                hex("49492A00"),
                littleEndian(8 + WEBP_AT_8.length, 4),
                WEBP_AT_8,
                hex("0200 0001 0300 01000000 25000000 0101 0300 01000000 15000000"));

        assertThat(read(bytes)).isEqualTo(new PictureHeader(PictureFormat.TIFF, 37, 21));
    }

    @Test
    void readsAJpegOnceThatManyStripsPointAt() throws Exception {
        byte[] jpeg = concat(progressive(), new byte[JPEG_BYTES]);

        assertThat(read(tiff(jpeg, IntStream.generate(() -> 0).limit(60_000).toArray())))
                .isEqualTo(new PictureHeader(PictureFormat.TIFF, 64, 64));
    }

    @Test
    void refusesMoreJpegsThanATiffCanHave() {
        int[] strips = IntStream.generate(() -> 0).limit(70_000).toArray();

        assertRefused(tiff(progressive(), strips), Code.UNSUPPORTED_FORMAT, "more than 65536 JPEGs");
    }

    @Test
    void refusesJpegsInATiffThatReachIntoEachOther() {
        byte[] one = progressive();
        byte[] six = concat(one, one, one, one, one, one, new byte[JPEG_BYTES]);
        int[] strips = IntStream.range(0, 6).map(i -> i * one.length).toArray();

        assertRefused(tiff(six, strips), Code.BROKEN_HEADER, "overlap");
    }

    @Test
    void passesOverExtentsThatTakeNoBytes() throws Exception {
        byte[] item = concat(bigEndian(9, 4), new byte[4], bigEndian(65_535, 2));
        byte[] locations = fullBox("iloc", 2, concat(new byte[2], bigEndian(70_000, 4), repeat(item, 70_000)));

        assertThat(read(heif(concat(locations, types("av01"), properties(1)))))
                .isEqualTo(new PictureHeader(PictureFormat.AVIF, 1, 1));
    }

    @Test
    void looksIntoAStreamOnceThatManyTilesName() throws Exception {
        byte[] sequence = concat(hex("0A FFFF03"), new byte[65_535]);
        byte[] locations = fullBox(
                "iloc",
                1,
                concat(
                        hex("4400 0002"),
                        hex("0001 0001 0000 0001 00000000 00000008"),
                        hex("0002 0001 0000 0001 00000000"),
                        bigEndian(sequence.length, 4)));
        byte[] tiles = concat(hex("0001 FFFF"), repeat(hex("0002"), 65_535));
        byte[] meta = concat(
                locations,
                types("grid", "av01"),
                properties(2),
                fullBox("iref", 0, box("dimg", tiles)),
                box("idat", sequence));

        assertThat(read(heif(meta))).isEqualTo(new PictureHeader(PictureFormat.AVIF, 1, 1));
    }

    @Test
    void refusesAMaskWhoseStreamIsHuge() {
        byte[] stream = hex("0A07 183FFFFFFFFFC0");
        byte[] meta = concat(located(2, stream.length), types("av01", "av01"), properties(2), box("idat", stream));

        assertRefused(heif(meta), Code.SIDE_TOO_LONG, "65536 x 65536");
    }

    @Test
    void refusesAParameterSetOfHugeSizeAmongThePictureData() {
        String size = golomb(70_000) + golomb(70_000);
        byte[] set = bits("0100001000000001" + "0000" + "000" + "1" + "0".repeat(96) + golomb(0) + golomb(1) + size);
        byte[] data = concat(bigEndian(set.length, 4), set);
        byte[] configuration = box("hvcC", concat(new byte[21], hex("03 00")));
        byte[] meta = concat(
                located(1, data.length),
                types("hvc1"),
                box(
                        "iprp",
                        concat(
                                box("ipco", concat(fullBox("ispe", 0, hex("00000001 00000001")), configuration)),
                                fullBox("ipma", 0, hex("00000001 0001 02 01 02")))),
                box("idat", data));

        assertRefused(heif(meta), Code.SIDE_TOO_LONG, "70000 x 70000");
    }

    @Test
    void countsWhatEveryChannelOfAJpegXlTakes() throws Exception {
        // 8 x 8 pixels, not all by default, nothing extra, 8 bits, 4096 channels besides the colours.
        byte[] picture = concat(
                hex("FF0A"), lowestFirst("1" + "00000" + "001" + "0" + "0" + "0" + "00" + "1" + "11" + "1".repeat(12)));
        try (ByteSource source = ByteSource.open(write(folder, concat(picture, new byte[64])))) {
            PictureLayout layout = PictureLayout.read(source, PictureLimits.DEFAULT);

            assertThat(layout.workingBytes() / layout.header().pixels()).isGreaterThan(4096 * 4);
        }
    }

    /** The decoder reads everything before the pixels as their palette, and then once more. */
    @Test
    void countsWhatThePaletteOfABmpTakes() throws Exception {
        byte[] header = concat(
                ascii("BM"),
                new byte[8],
                littleEndian(JPEG_BYTES, 4),
                littleEndian(40, 4),
                littleEndian(64, 4),
                littleEndian(64, 4),
                hex("0100 0800"),
                new byte[24]);
        try (ByteSource source = ByteSource.open(write(folder, concat(header, new byte[JPEG_BYTES])))) {
            assertThat(PictureLayout.read(source, PictureLimits.DEFAULT).workingBytes())
                    .isEqualTo(2 * JPEG_BYTES);
        }
    }

    /** The file has 35 bytes. */
    @Test
    void keepsTheCanvasOfAGifSmall() throws Exception {
        byte[] gif = concat(
                ascii("GIF89a"),
                littleEndian(14_140, 2),
                littleEndian(14_140, 2),
                hex("80 00 00 000000 FFFFFF 2C 0000 0000 0100 0100 00 02 02 44 01 00 3B"));
        OpenCv.load();
        try (ByteSource source = ByteSource.open(write(folder, gif));
                PointerScope _ = new PointerScope()) {
            PictureLayout layout = PictureLayout.read(source, PictureLimits.DEFAULT);

            long pixels = new ImageIoDecoder().decode(source, layout, 256).bgr().total();

            assertThat(pixels).isBetween(1_000_000L, ImageIoDecoder.MAX_DELIVERED_BYTES / 3);
        }
    }

    private PictureHeader read(byte[] bytes) throws Exception {
        try (ByteSource source = ByteSource.open(write(folder, bytes))) {
            return PictureLayout.read(source, PictureLimits.DEFAULT).header();
        }
    }

    private void assertRefused(byte[] bytes, Code code, String reason) {
        assertThatExceptionOfType(UnreadablePicture.class)
                .isThrownBy(() -> read(bytes))
                .withMessageContaining(reason)
                .returns(code, UnreadablePicture::code);
    }

    /** The start of a JPEG that comes in scans and does not end. */
    private static byte[] progressive() {
        return hex("FFD8 FFC2 000B 08 0010 0010 01 011100 FFDA 0008 01 01 00 0000 00");
    }

    /** A TIFF of 64 x 64 pixels whose strips are JPEGs, at places counted from the start of the data. */
    private static byte[] tiff(byte[] data, int[] strips) {
        int dataAt = 8 + 2 + 12 * 4 + 4;
        byte[][] places = IntStream.of(strips)
                .mapToObj(strip -> littleEndian(dataAt + strip, 4))
                .toArray(byte[][]::new);
        return concat(
                hex("49492A00 08000000 0400 0001 0300 01000000 40000000 0101 0300 01000000 40000000"),
                hex("0301 0300 01000000 07000000 1101 0400"),
                littleEndian(strips.length, 4),
                littleEndian(dataAt + data.length, 4),
                new byte[4],
                data,
                concat(places));
    }

    private static byte[] heif(byte[] meta) {
        return concat(
                box("ftyp", ascii("avif\0\0\0\0avifmif1")),
                fullBox("meta", 0, concat(fullBox("pitm", 0, hex("0001")), meta)));
    }

    private static byte[] types(String... types) {
        byte[][] entries = IntStream.range(0, types.length)
                .mapToObj(i ->
                        fullBox("infe", 2, concat(bigEndian(i + 1, 2), new byte[2], ascii(types[i]), new byte[1])))
                .toArray(byte[][]::new);
        return fullBox("iinf", 0, concat(bigEndian(types.length, 2), concat(entries)));
    }

    /** Says that the data of an item are all that the box for data holds. */
    private static byte[] located(int item, int length) {
        byte[] entry = concat(bigEndian(item, 2), hex("0001 0000 0001 00000000"), bigEndian(length, 4));
        return fullBox("iloc", 1, concat(hex("4400 0001"), entry));
    }

    private static String golomb(int value) {
        String digits = Integer.toBinaryString(value + 1);
        return "0".repeat(digits.length() - 1) + digits;
    }

    private static byte[] bits(String digits) {
        byte[] bytes = new byte[(digits.length() + 7) / 8];
        IntStream.range(0, digits.length())
                .filter(i -> digits.charAt(i) == '1')
                .forEach(i -> bytes[i / 8] |= (byte) (0x80 >> i % 8));
        return bytes;
    }

    private static byte[] lowestFirst(String digits) {
        byte[] bytes = bits(digits);
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (Integer.reverse(bytes[i]) >>> 24));
        return bytes;
    }

    /** Every item is one pixel. */
    private static byte[] properties(int items) {
        byte[] size = fullBox("ispe", 0, hex("00000001 00000001"));
        byte[][] owned = IntStream.rangeClosed(1, items)
                .mapToObj(item -> concat(bigEndian(item, 2), hex("01 01")))
                .toArray(byte[][]::new);
        byte[] associations = fullBox("ipma", 0, concat(bigEndian(items, 4), concat(owned)));
        return box("iprp", concat(box("ipco", size), associations));
    }

    private static byte[] fullBox(String type, int version, byte[] content) {
        return box(type, concat(bigEndian(version << 24, 4), content));
    }

    private static byte[] box(String type, byte[] content) {
        return concat(bigEndian(8 + content.length, 4), type.getBytes(StandardCharsets.US_ASCII), content);
    }

    private static byte[] repeat(byte[] bytes, int times) {
        return concat(IntStream.range(0, times).mapToObj(_ -> bytes).toArray(byte[][]::new));
    }
}
