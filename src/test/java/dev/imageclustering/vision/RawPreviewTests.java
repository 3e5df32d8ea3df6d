package dev.imageclustering.vision;

import static dev.imageclustering.vision.SamplePictures.ascii;
import static dev.imageclustering.vision.SamplePictures.bigEndian;
import static dev.imageclustering.vision.SamplePictures.concat;
import static dev.imageclustering.vision.SamplePictures.decode;
import static dev.imageclustering.vision.SamplePictures.encode;
import static dev.imageclustering.vision.SamplePictures.hex;
import static dev.imageclustering.vision.SamplePictures.littleEndian;
import static dev.imageclustering.vision.SamplePictures.quarters;
import static dev.imageclustering.vision.SamplePictures.slice;
import static dev.imageclustering.vision.SamplePictures.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawPreviewTests {

    private static final String TIFF = "49492A00";
    private static final int ASCII = 2;
    private static final int LONG = 4;
    private static final int UNDEFINED = 7;
    private static final byte[] SMALL = encode(quarters(40, 30), "jpg");
    private static final byte[] LARGE = encode(quarters(200, 150), "jpg");
    private static final Set<String> ANSWERS = Set.of(
            "CR3",
            "X3F",
            Code.BROKEN_HEADER.name(),
            Code.UNSUPPORTED_FORMAT.name(),
            Code.TOO_MANY_PIXELS.name(),
            Code.UNKNOWN_FORMAT.name());
    private static final int HEADER = 8;
    private static final int ENTRY = 12;

    private final PictureEngine engine = new PictureEngine(PictureLimits.DEFAULT);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"NIKON CORPORATION, NEF", "SONY ILCE, ARW", "PENTAX, PEF", "RICOH IMAGING, PEF", "Leica, DNG"})
    void tellsTheKindByTheMaker(String make, PictureFormat format) throws Exception {
        int text = HEADER + 2 + 4 * ENTRY + 4;
        byte[] directory = directory(
                0,
                entry(254, LONG, 1, 1),
                entry(271, ASCII, make.length(), text),
                entry(513, LONG, 1, text + make.length()),
                entry(514, LONG, 1, LARGE.length));
        byte[] file = concat(hex(TIFF + "08000000"), directory, ascii(make), LARGE);

        assertThat(read(file)).isEqualTo(new PictureHeader(format, 200, 150));
    }

    @Test
    void takesTheLargestPreviewOfAllDirectories() throws Exception {
        int second = HEADER + 2 + 4 * ENTRY + 4;
        int third = second + 2 + 2 * ENTRY + 4;
        int pictures = third + 2 + 2 * ENTRY + 4;
        byte[] first = directory(
                second,
                entry(254, LONG, 1, 1),
                entry(330, LONG, 1, third),
                entry(513, LONG, 1, pictures),
                entry(514, LONG, 1, SMALL.length));
        byte[] following = directory(0, entry(513, LONG, 1, pictures), entry(514, LONG, 1, SMALL.length));
        byte[] below =
                directory(HEADER, entry(513, LONG, 1, pictures + SMALL.length), entry(514, LONG, 1, LARGE.length));
        byte[] file = concat(hex(TIFF + "08000000"), first, following, below, SMALL, LARGE);

        assertThat(read(file).width()).isEqualTo(200);
    }

    @Test
    void readsCanonWhosePreviewIsAStrip() throws Exception {
        int start = 16;
        int picture = start + 2 + 3 * ENTRY + 4;
        byte[] directory =
                directory(0, entry(259, LONG, 1, 6), entry(273, LONG, 1, picture), entry(279, LONG, 1, LARGE.length));
        byte[] file = concat(hex(TIFF + "10000000 43520200 00000000"), directory, LARGE);

        assertThat(read(file)).isEqualTo(new PictureHeader(PictureFormat.CR2, 200, 150));
    }

    @Test
    void readsPanasonicWhosePreviewIsATag() throws Exception {
        int picture = HEADER + 2 + ENTRY + 4;
        byte[] directory = directory(0, entry(0x2E, UNDEFINED, LARGE.length, picture));
        byte[] file = concat(hex("49495500 08000000"), directory, LARGE);

        assertThat(read(file)).isEqualTo(new PictureHeader(PictureFormat.RW2, 200, 150));
    }

    @Test
    void readsOlympusWhosePreviewIsInTheMakersNote() throws Exception {
        int exif = HEADER + 2 + ENTRY + 4;
        int note = exif + 2 + ENTRY + 4;
        int settings = 12 + 2 + ENTRY + 4;
        int picture = settings + 2 + 2 * ENTRY + 4;
        byte[] makersNote = concat(
                ascii("OLYMPUS\0II"),
                hex("0300"),
                directory(0, entry(0x2020, LONG, 1, settings)),
                directory(0, entry(0x101, LONG, 1, picture), entry(0x102, LONG, 1, LARGE.length)),
                LARGE);
        byte[] file = concat(
                hex("4949524F 08000000"),
                directory(0, entry(34665, LONG, 1, exif)),
                directory(0, entry(37500, UNDEFINED, makersNote.length, note)),
                makersNote);

        assertThat(read(file)).isEqualTo(new PictureHeader(PictureFormat.ORF, 200, 150));
    }

    @Test
    void readsFujifilmWhichHasItsOwnHeader() throws Exception {
        assertThat(read(fujifilm(LARGE))).isEqualTo(new PictureHeader(PictureFormat.RAF, 200, 150));
    }

    @Test
    void takesTheRenderingInFullSizeOfCanon3() throws Exception {
        byte[] file = MadeRawFiles.canon3(LARGE, SMALL, SMALL, new byte[0]);

        assertThat(read(file)).isEqualTo(new PictureHeader(PictureFormat.CR3, 200, 150));
    }

    @Test
    void takesThePreviewOfCanon3WhereTheSampleIsNoJpeg() throws Exception {
        byte[] file = MadeRawFiles.canon3(hex("FF01 0008 0000 0000"), LARGE, SMALL, new byte[0]);

        assertThat(read(file)).isEqualTo(new PictureHeader(PictureFormat.CR3, 200, 150));
    }

    @Test
    void takesTheThumbnailOfCanon3WhereNothingElseIsJpeg() throws Exception {
        byte[] file = MadeRawFiles.canon3(hex("FF01"), hex("0000"), SMALL, new byte[0]);

        assertThat(read(file)).isEqualTo(new PictureHeader(PictureFormat.CR3, 40, 30));
    }

    @Test
    void showsCanon3Turned() throws Exception {
        Path file = write(folder, MadeRawFiles.canon3(LARGE, SMALL, SMALL, new byte[0]));
        BufferedImage shown = decode(engine.thumbnail(file, 6, 256));

        assertThat(shown.getHeight()).isEqualTo(200);
        Colours.assertColour(shown, 110, 50, SamplePictures.TOP_LEFT);
    }

    @Test
    void takesTheLargestSectionOfSigma() throws Exception {
        assertThat(read(MadeRawFiles.sigma(0, List.of(SMALL, LARGE, SMALL))))
                .isEqualTo(new PictureHeader(PictureFormat.X3F, 200, 150));
    }

    @Test
    void refusesSigmaWithoutJpeg() {
        assertRefused(MadeRawFiles.sigma(0, List.of()), Code.UNSUPPORTED_FORMAT);
    }

    @Test
    void refusesCanon3WithoutJpeg() {
        assertRefused(MadeRawFiles.canon3(hex("FF01"), hex("0000"), hex("0000"), new byte[0]), Code.UNSUPPORTED_FORMAT);
    }

    @Test
    void answersEveryCutAndEveryWrongNumberByPictureOrCode() throws Exception {
        byte[] canon = MadeRawFiles.canon3(SMALL, SMALL, SMALL, new byte[0]);
        byte[] sigma = MadeRawFiles.sigma(0, List.of(SMALL, SMALL));
        for (byte[] whole : List.of(canon, sigma)) {
            for (int place = 4; place < whole.length - 4; place += place < 600 ? 1 : 97) {
                byte[] wrong = concat(slice(whole, 0, place), hex("7FFFFFFF"), slice(whole, place + 4, whole.length));
                assertThat(answer(wrong)).as("number at %d", place).isIn(ANSWERS);
                assertThat(answer(slice(whole, 0, place)))
                        .as("cut at %d", place)
                        .isIn(ANSWERS);
            }
        }
    }

    @Test
    void showsThePreviewTurned() throws Exception {
        Path file = write(folder, fujifilm(LARGE));
        BufferedImage shown = decode(engine.thumbnail(file, 6, 256));

        assertThat(shown.getWidth()).isEqualTo(150);
        assertThat(shown.getHeight()).isEqualTo(200);
        Colours.assertColour(shown, 110, 50, SamplePictures.TOP_LEFT);
    }

    @Test
    void refusesPreviewOverTheLimits() {
        Path file = write(folder, fujifilm(LARGE));
        assertThatExceptionOfType(UnreadablePicture.class)
                .isThrownBy(() -> PictureHeader.read(file, new PictureLimits(1000, 1000, 1)))
                .returns(Code.TOO_MANY_PIXELS, UnreadablePicture::code);
    }

    @Test
    void endsOnDirectoriesThatNameEachOther() {
        byte[] directory = directory(HEADER, entry(50706, LONG, 1, 1), entry(330, LONG, 1, HEADER));
        assertRefused(concat(hex(TIFF + "08000000"), directory), Code.UNSUPPORTED_FORMAT);
    }

    private void assertRefused(byte[] file, Code code) {
        assertThatExceptionOfType(UnreadablePicture.class)
                .isThrownBy(() -> read(file))
                .returns(code, UnreadablePicture::code);
    }

    private String answer(byte[] file) throws Exception {
        try {
            return read(file).format().name();
        } catch (UnreadablePicture refused) {
            return refused.code().name();
        }
    }

    private static byte[] fujifilm(byte[] jpeg) {
        byte[] start = concat(ascii("FUJIFILMCCD-RAW 0201"), new byte[64]);
        return concat(start, bigEndian(100, 4), bigEndian(jpeg.length, 4), new byte[8], jpeg);
    }

    private static byte[] entry(int tag, int type, long count, long value) {
        return concat(littleEndian(tag, 2), littleEndian(type, 2), littleEndian(count, 4), littleEndian(value, 4));
    }

    private static byte[] directory(long next, byte[]... entries) {
        return concat(littleEndian(entries.length, 2), concat(entries), littleEndian(next, 4));
    }

    private PictureHeader read(byte[] bytes) throws Exception {
        return PictureHeader.read(write(folder, bytes), PictureLimits.DEFAULT);
    }
}
