package dev.imageclustering.vision;

import static dev.imageclustering.vision.SamplePictures.ascii;
import static dev.imageclustering.vision.SamplePictures.bigEndian;
import static dev.imageclustering.vision.SamplePictures.concat;
import static dev.imageclustering.vision.SamplePictures.encode;
import static dev.imageclustering.vision.SamplePictures.hex;
import static dev.imageclustering.vision.SamplePictures.insert;
import static dev.imageclustering.vision.SamplePictures.littleEndian;
import static dev.imageclustering.vision.SamplePictures.quarters;
import static dev.imageclustering.vision.SamplePictures.slice;
import static dev.imageclustering.vision.SamplePictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureHeaderTests {

    private static final String PNG_START = "89504E470D0A1A0A 0000000D 49484452";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"jpg, JPEG", "png, PNG", "gif, GIF", "bmp, BMP", "tiff, TIFF"})
    void readsWhatTheJdkWrites(String writer, PictureFormat format) throws Exception {
        assertThat(read(encode(quarters(37, 21), writer))).isEqualTo(new PictureHeader(format, 37, 21));
    }

    @Test
    void readsLossyWebp() throws Exception {
        byte[] bytes = webp("VP8 ", concat(hex("100000 9D012A"), littleEndian(37, 2), littleEndian(21, 2)));
        assertThat(read(bytes)).isEqualTo(new PictureHeader(PictureFormat.WEBP, 37, 21));
    }

    @Test
    void readsLosslessWebp() throws Exception {
        byte[] bytes = webp("VP8L", concat(hex("2F"), littleEndian(36 | 20 << 14, 4)));
        assertThat(read(bytes)).isEqualTo(new PictureHeader(PictureFormat.WEBP, 37, 21));
    }

    @Test
    void readsExtendedWebp() throws Exception {
        byte[] bytes = webp("VP8X", concat(hex("00000000"), littleEndian(36, 3), littleEndian(20, 3)));
        assertThat(read(bytes)).isEqualTo(new PictureHeader(PictureFormat.WEBP, 37, 21));
    }

    @Test
    void readsBmpOfOs2() throws Exception {
        byte[] bytes = bmp(12, concat(littleEndian(37, 2), littleEndian(21, 2), hex("0100 1800")));
        assertThat(read(bytes)).isEqualTo(new PictureHeader(PictureFormat.BMP, 37, 21));
    }

    @Test
    void readsBmpFromTopToBottom() throws Exception {
        byte[] bytes = bmp(40, concat(littleEndian(37, 4), littleEndian(-21, 4), hex("0100 1800 00000000")));
        assertThat(read(bytes)).isEqualTo(new PictureHeader(PictureFormat.BMP, 37, 21));
    }

    @Test
    void refusesBmpThatWrapsAnotherFormat() {
        byte[] bytes = bmp(40, concat(littleEndian(37, 4), littleEndian(21, 4), hex("0100 1800 05000000")));
        assertRefused(bytes, Code.UNSUPPORTED_FORMAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"II", "MM"})
    void readsTiffOfEitherByteOrder(String order) throws Exception {
        byte[] bytes = order.equals("II")
                ? concat(hex("49492A00 08000000 0200 0001 0300 01000000 25000000 0101 0400 01000000 15000000"))
                : concat(hex("4D4D002A 00000008 0002 0100 0003 00000001 00250000 0101 0004 00000001 00000015"));
        assertThat(read(bytes)).isEqualTo(new PictureHeader(PictureFormat.TIFF, 37, 21));
    }

    @Test
    void readsBigTiff() throws Exception {
        byte[] entry = hex("0001 0300 0100000000000000 2500000000000000 0101 1000 0100000000000000 1500000000000000");
        byte[] bytes = concat(hex("49492B00 0800 0000 1000000000000000 0200000000000000"), entry);
        assertThat(read(bytes)).isEqualTo(new PictureHeader(PictureFormat.TIFF, 37, 21));
    }

    @Test
    void refusesTiffWhoseTagPointsOutsideTheFile() {
        byte[] bytes = hex("49492A00 08000000 0100 0001 0400 FFFFFF3F 08000000");
        assertRefused(bytes, Code.BROKEN_HEADER);
    }

    @Test
    void refusesRawFileWithoutPreview() {
        byte[] size = hex("0001 0300 01000000 25000000 0101 0300 01000000 15000000");
        byte[] bytes = concat(hex("49492A00 08000000 0300 FE00 0400 01000000 01000000"), size);
        assertRefused(bytes, Code.UNSUPPORTED_FORMAT);
    }

    @Test
    void refusesTiffThatWrapsLargerJpeg() {
        byte[] size = hex("0001 0300 01000000 25000000 0101 0300 01000000 15000000");
        byte[] jpegAt62 = hex("0301 0300 01000000 07000000 1101 0400 01000000 3E000000");
        byte[] bytes = concat(hex("49492A00 08000000 0400"), size, jpegAt62, hex("00000000"), jpeg(9000, 9000));
        assertRefused(bytes, Code.TOO_MANY_PIXELS);
    }

    @Test
    void readsCodestreamOfJpeg2000() throws Exception {
        assertThat(read(codestream(37, 21, 64))).isEqualTo(new PictureHeader(PictureFormat.JPEG_2000, 37, 21));
    }

    @Test
    void readsBoxesOfJpeg2000() throws Exception {
        byte[] boxes = hex("0000000C 6A502020 0D0A870A 00000014 66747970 6A703220 00000000 6A703220 00000000 6A703263");
        assertThat(read(concat(boxes, codestream(37, 21, 64))))
                .isEqualTo(new PictureHeader(PictureFormat.JPEG_2000, 37, 21));
    }

    @Test
    void refusesJpeg2000OfTooManyTiles() {
        assertRefused(codestream(4000, 4000, 1), Code.UNSUPPORTED_FORMAT);
    }

    @Test
    void refusesBoxLongerThanItsFile() {
        byte[] boxes = hex("0000000C 6A502020 0D0A870A 7FFFFFFF 6A703268 00000000 00000000");
        assertRefused(boxes, Code.BROKEN_HEADER);
    }

    @Test
    void takesLargerOfCanvasAndFirstFrame() throws Exception {
        byte[] screen = concat(ascii("GIF89a"), littleEndian(10, 2), littleEndian(40, 2), hex("000000"));
        byte[] frame = concat(hex("2C 0500 0600"), littleEndian(30, 2), littleEndian(20, 2), hex("00"));
        assertThat(read(concat(screen, hex("21F9 04 00000000 00"), frame)))
                .isEqualTo(new PictureHeader(PictureFormat.GIF, 35, 40));
    }

    @Test
    void refusesGifWithoutPicture() {
        assertRefused(concat(ascii("GIF89a"), hex("0A000A00 000000 3B")), Code.BROKEN_HEADER);
    }

    @Test
    void findsFrameBehindEmbeddedThumbnail() throws Exception {
        byte[] thumbnail = jpeg(1, 1);
        byte[] segment = concat(hex("FFE1"), bigEndian(thumbnail.length + 2, 2), thumbnail);
        assertThat(read(insert(jpeg(37, 21), 2, segment))).isEqualTo(new PictureHeader(PictureFormat.JPEG, 37, 21));
    }

    @Test
    void refusesEmptyFile() {
        assertRefused(new byte[0], Code.EMPTY);
    }

    @Test
    void refusesTextWhateverItsName() {
        assertRefused(ascii("This is not a photo."), Code.UNKNOWN_FORMAT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000018 66747970 63727820 00000000",
                "00000018 66747970 69736F6D 00000000",
                "49492A00 10000000 43520200 00000000 0000 00000000",
                "38425053 0001 0000",
                "00000100 0100 2020"
            })
    void refusesKnownFormatsThatAreNotRead(String start) {
        assertRefused(hex(start), Code.UNSUPPORTED_FORMAT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "<?xml version='1.0'?><svg/>",
                "<!DOCTYPE html><script>alert(1)</script>",
                "#!/bin/sh",
                "%!PS-Adobe-3.0 EPSF-3.0",
                "PK\u0003\u0004",
                "MZ"
            })
    void refusesWhatIsNoPhoto(String content) {
        assertRefused(ascii(content), Code.UNKNOWN_FORMAT);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, BROKEN_HEADER", "5, 0, BROKEN_HEADER", "70000, 5, SIDE_TOO_LONG", "30000, 30000, TOO_MANY_PIXELS"
    })
    void refusesImpossibleSizes(int width, int height, Code code) {
        byte[] bytes = concat(hex(PNG_START), bigEndian(width, 4), bigEndian(height, 4), hex("0802000000 00000000"));
        assertRefused(bytes, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
    void refusesHeaderThatEndsEarly(String format) {
        byte[] whole = encode(quarters(37, 21), format);
        int start = format.equals("gif") ? 14 : 12;
        assertRefused(slice(whole, 0, start), Code.BROKEN_HEADER);
    }

    @Test
    void refusesPngChunkLongerThanItsFile() {
        byte[] png = encode(quarters(37, 21), "png");
        assertRefused(insert(png, 33, hex("7FFFFFFF 504C5445")), Code.BROKEN_HEADER);
    }

    @Test
    void countsScansOfProgressiveJpeg() throws Exception {
        byte[] start = progressiveStart();
        byte[] scan = hex("FFDA 0008 01 01 00 0000 00 12 34 FF00 56");
        byte[] ten = concat(start, repeat(scan, 10), hex("FFD9"));
        assertThat(read(ten)).isEqualTo(new PictureHeader(PictureFormat.JPEG, 37, 21));
        assertRefused(concat(start, repeat(scan, 65), hex("FFD9")), Code.TOO_MANY_SCANS);
    }

    @Test
    void seesNoEndOfPictureInsideComment() {
        byte[] scan = hex("FFDA 0008 01 01 00 0000 00 12 34");
        byte[] comment = hex("FFFE 0006 FFD9 FFD9");
        assertRefused(concat(progressiveStart(), scan, comment, repeat(scan, 64), hex("FFD9")), Code.TOO_MANY_SCANS);
    }

    @Test
    void countsNoScansBehindTheEnd() throws Exception {
        byte[] scan = hex("FFDA 0008 01 01 00 0000 00 12 34");
        byte[] bytes = concat(progressiveStart(), scan, hex("FFD9"), repeat(scan, 100));
        assertThat(read(bytes).width()).isEqualTo(37);
    }

    @Test
    void reportsMissingFileAsSuch() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> PictureHeader.read(folder.resolve("none"), PictureLimits.DEFAULT));
    }

    @Test
    void rejectsLimitsThatAllowNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PictureLimits(1, 0, 1))
                .withMessageContaining("maxSide");
    }

    private PictureHeader read(byte[] bytes) throws Exception {
        return PictureHeader.read(write(folder, bytes), PictureLimits.DEFAULT);
    }

    private void assertRefused(byte[] bytes, Code code) {
        assertThatExceptionOfType(UnreadablePicture.class)
                .isThrownBy(() -> read(bytes))
                .returns(code, UnreadablePicture::code)
                .extracting(Throwable::getMessage)
                .asString()
                .endsWith(".");
    }

    private static byte[] webp(String chunk, byte[] content) {
        byte[] body = concat(ascii("WEBP"), ascii(chunk), littleEndian(content.length, 4), content);
        return concat(ascii("RIFF"), littleEndian(body.length, 4), body);
    }

    private static byte[] bmp(int infoBytes, byte[] info) {
        return concat(ascii("BM"), new byte[12], littleEndian(infoBytes, 4), info);
    }

    private static byte[] jpeg(int width, int height) {
        byte[] size = concat(bigEndian(height, 2), bigEndian(width, 2));
        return concat(hex("FFD8 FFC0 000B 08"), size, hex("01 011100 FFDA 0008 01 0100 003F00 1234 FFD9"));
    }

    private static byte[] progressiveStart() {
        return hex("FFD8 FFC2 000B 08 0015 0025 01 011100");
    }

    private static byte[] codestream(int width, int height, int tile) {
        byte[] size = concat(
                hex("FF4F FF51 0029 0000"),
                bigEndian(width, 4),
                bigEndian(height, 4),
                new byte[8],
                bigEndian(tile, 4),
                bigEndian(tile, 4),
                new byte[8],
                hex("0001 070101"));
        return concat(size, hex("FF52 000C 00 00 0001 00 05 04 04 00 01 FF90 000A 0000 00000000 00 01 FF93"));
    }

    private static byte[] repeat(byte[] bytes, int times) {
        byte[][] parts = new byte[times][];
        Arrays.fill(parts, bytes);
        return concat(parts);
    }
}
