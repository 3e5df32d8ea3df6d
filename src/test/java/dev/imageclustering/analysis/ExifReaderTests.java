package dev.imageclustering.analysis;

import static com.drew.metadata.exif.ExifDirectoryBase.*;
import static dev.imageclustering.analysis.MadeFile.*;
import static dev.imageclustering.analysis.TiffBuilder.ascii;
import static dev.imageclustering.analysis.TiffBuilder.longs;
import static dev.imageclustering.analysis.TiffBuilder.rationals;
import static dev.imageclustering.analysis.TiffBuilder.shorts;
import static dev.imageclustering.analysis.TiffBuilder.undefined;
import static dev.imageclustering.analysis.TiffBuilder.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.drew.metadata.exif.GpsDirectory;
import dev.imageclustering.image.ImageMetadata;
import dev.imageclustering.vision.MadeRawFiles;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExifReaderTests {

    private static final ImageMetadata NOTHING = new ImageMetadata(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static final byte[] TIFF = new TiffBuilder()
            .image(TAG_MAKE, ascii("Canon"))
            .image(TAG_ORIENTATION, shorts(6))
            .exif(TAG_FNUMBER, rationals(28, 10))
            .build();

    private static final String XMP = xmp("xmp:Rating='4'");

    private static void assertReads(byte[] file) {
        ImageMetadata metadata = read(file);
        assertThat(metadata.cameraMake()).isEqualTo("Canon");
        assertThat(metadata.orientation()).isEqualTo(6);
        assertThat(metadata.fNumber()).isEqualTo(2.8);
    }

    private static void assertReadsXmp(byte[] file) {
        assertThat(read(file).rating()).isEqualTo(4);
    }

    @Test
    void readsJpeg() {
        byte[] file = jpeg(segment(0xe0, new byte[14]), exifSegment(TIFF), xmpSegment(XMP));

        assertReads(file);
        assertReadsXmp(file);
    }

    @Test
    void readsAJpegWithFillBytesAndStrayBytesBetweenSegments() {
        assertReads(jpeg(bytes(0xff, 0xff, 0xff), segment(0xe0, new byte[2]), bytes(0, 1, 2), exifSegment(TIFF)));
    }

    @Test
    void readsEitherByteOrder() {
        assertReads(jpeg(exifSegment(new TiffBuilder()
                .littleEndian()
                .image(TAG_MAKE, ascii("Canon"))
                .image(TAG_ORIENTATION, shorts(6))
                .exif(TAG_FNUMBER, rationals(28, 10))
                .build())));
    }

    @Test
    void takesTheFirstExifThatHasAnyTags() {
        assertReads(jpeg(exifSegment(bytes(1, 2, 3)), exifSegment(TIFF)));
    }

    @Test
    void readsTiff() {
        byte[] file = new TiffBuilder()
                .image(TAG_MAKE, ascii("Canon"))
                .image(TAG_ORIENTATION, shorts(6))
                .image(TAG_APPLICATION_NOTES, TiffBuilder.bytes(MadeFile.utf8(XMP)))
                .exif(TAG_FNUMBER, rationals(28, 10))
                .build();

        assertReads(file);
        assertReadsXmp(file);
    }

    @Test
    void readsPng() {
        byte[] international = join(latin1("XML:com.adobe.xmp\0\0\0\0\0"), MadeFile.utf8(XMP));

        assertReads(png(chunk("IDAT", new byte[10_000]), chunk("eXIf", TIFF)));
        assertReadsXmp(png(chunk("iTXt", international)));
    }

    @Test
    void readsCompressedXmpOfPng() {
        byte[] compressed = join(latin1("XML:com.adobe.xmp\0\1\0en\0Titel\0"), deflate(MadeFile.utf8(XMP)));

        assertReadsXmp(png(chunk("iTXt", compressed)));
    }

    @ParameterizedTest
    @CsvSource({"exif, true", "APP1, true", "exif, false"})
    void readsTheRawProfilesOfPng(String type, boolean compressed) {
        byte[] profile = join(latin1("Exif\0\0"), TIFF);
        String hex = HexFormat.of().formatHex(profile).replaceAll("(.{72})", "$1\n");
        byte[] text = latin1("\n%s\n%8d\n%s\n".formatted(type, profile.length, hex));

        assertReads(png(
                compressed
                        ? chunk("zTXt", join(latin1("Raw profile type " + type + "\0\0"), deflate(text)))
                        : chunk("tEXt", join(latin1("Raw profile type " + type + "\0"), text))));
    }

    @Test
    void readsTheDescriptionOfPngAsTheCaption() {
        byte[] comment = chunk("tEXt", latin1("Comment\0Created with GIMP"));
        byte[] description = chunk("tEXt", latin1("Description\0Genève"));

        assertThat(read(png(comment)).caption()).isNull();
        assertThat(read(png(comment, description)).caption()).isEqualTo("Genève");
    }

    @Test
    void readsWebp() {
        byte[] file =
                webp(riffChunk("VP8 ", new byte[5]), riffChunk("EXIF", TIFF), riffChunk("XMP ", MadeFile.utf8(XMP)));

        assertReads(file);
        assertReadsXmp(file);
        assertReads(webp(riffChunk("EXIF", join(latin1("Exif\0\0"), TIFF))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsHeic(boolean inside) {
        byte[] file = heic(TIFF, XMP, inside);

        assertReads(file);
        assertReadsXmp(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JpgTiffExif->JP2",
                "\u0005\u0037\u00cd\u00ab\u009d\u000c\u0044\u0031\u00a7\u002a\u00fa\u0056\u001f\u002a\u0011\u003e"
            })
    void readsJpeg2000(String uuid) {
        byte[] start = join(box("jP  ", bytes(0x0d, 0x0a, 0x87, 0x0a)), box("ftyp", latin1("jp2 ")));
        byte[] xmp = HexFormat.of().parseHex("be7acfcb97a942e89c71999491e3afac");
        byte[] file = join(start, box("uuid", join(latin1(uuid), TIFF)), box("uuid", join(xmp, MadeFile.utf8(XMP))));

        assertReads(file);
        assertReadsXmp(file);
        assertReads(join(start, box("uuid", new byte[3]), box("uuid", join(latin1(uuid), TIFF))));
    }

    @Test
    void readsCaptionsOfJpeg2000() {
        byte[] iptc = join(
                HexFormat.of().parseHex("33c7a4d2b81d4723a0baf1a3e097ad38"), dataset(2, 120, latin1("By the lake")));

        assertThat(read(join(box("jP  ", bytes(0x0d, 0x0a, 0x87, 0x0a)), box("uuid", iptc)))
                        .caption())
                .isEqualTo("By the lake");
    }

    @Test
    void readsFujifilmRaw() {
        byte[] start = join(latin1("FUJIFILMCCD-RAW "), new byte[68], bytes(0, 0, 0, 100), new byte[12]);

        assertReads(join(start, jpeg(exifSegment(TIFF))));
    }

    @Test
    void readsDirectoriesThatCanonKeepsApart() {
        byte[] image = new TiffBuilder()
                .littleEndian()
                .image(TAG_ORIENTATION, shorts(8))
                .image(TAG_MODEL, ascii("Canon EOS R5"))
                .build();
        byte[] exif =
                new TiffBuilder().image(TAG_FOCAL_LENGTH, rationals(85, 1)).build();
        byte[] gps = new TiffBuilder()
                .image(GpsDirectory.TAG_LATITUDE_REF, ascii("S"))
                .image(GpsDirectory.TAG_LATITUDE, rationals(1, 1, 30, 1, 0, 1))
                .image(GpsDirectory.TAG_LONGITUDE_REF, ascii("E"))
                .image(GpsDirectory.TAG_LONGITUDE, rationals(2, 1, 0, 1, 0, 1))
                .build();
        byte[] jpeg = MadeRawFiles.jpeg(40, 30);
        ImageMetadata metadata = read(
                MadeRawFiles.canon3(jpeg, jpeg, jpeg, join(box("CMT1", image), box("CMT2", exif), box("CMT4", gps))));

        assertThat(metadata.orientation()).isEqualTo(8);
        assertThat(metadata.cameraModel()).isEqualTo("Canon EOS R5");
        assertThat(metadata.focalLength()).isEqualTo("85mm");
        assertThat(metadata.latitude()).isEqualTo(-1.5);
        assertThat(metadata.longitude()).isEqualTo(2);
    }

    @Test
    void readsWhatCanonKeepsUpToWhereItIsCutOff() {
        byte[] image = new TiffBuilder().image(TAG_ORIENTATION, shorts(8)).build();
        byte[] jpeg = MadeRawFiles.jpeg(40, 30);
        byte[] whole = MadeRawFiles.canon3(jpeg, jpeg, jpeg, box("CMT1", image));

        assertThat(read(Arrays.copyOf(whole, 120)).orientation()).isEqualTo(8);
    }

    @Test
    void readsTheJpegOfSigmaRaw() {
        assertReads(MadeRawFiles.sigma(0, List.of(jpeg(), jpeg(exifSegment(TIFF)))));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "90, 6", "180, 3", "270, 8", "45, "})
    void turnsSigmaRawAsItsHeaderSaysWhereTheJpegDoesNot(int degrees, Integer orientation) {
        assertThat(read(MadeRawFiles.sigma(degrees, List.of(jpeg()))).orientation())
                .isEqualTo(orientation);
    }

    @Test
    void turnsSigmaRawOnce() {
        byte[] tiff = new TiffBuilder().image(TAG_ORIENTATION, shorts(6)).build();
        assertThat(read(MadeRawFiles.sigma(270, List.of(jpeg(exifSegment(tiff)))))
                        .orientation())
                .isEqualTo(6);
    }

    @Test
    void readsPanasonicRaw() {
        byte[] file = TIFF.clone();
        boolean littleEndian = file[0] == 'I';
        file[littleEndian ? 2 : 3] = 0x55;

        assertReads(file);
    }

    @Test
    void readsJpegXl() {
        byte[] file = join(
                box("JXL ", bytes(13, 10, 0x87, 10)),
                box("ftyp", latin1("jxl \0\0\0\0jxl ")),
                box("Exif", join(new byte[4], TIFF)),
                box("xml ", MadeFile.utf8(XMP)));

        assertReads(file);
        assertReadsXmp(file);
    }

    @Test
    void readsGif() {
        assertReadsXmp(gif(XMP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "not a picture at all", "BM", "GIF89a", "RIFF\0\0\0\0WEBPEXIF", "\0\0\0\20ftypheic"})
    void saysNothingOfAFileWithoutMetadata(String content) {
        assertThat(read(latin1(content))).isEqualTo(NOTHING);
    }

    @Test
    void failsWhereThereIsNoFile(@TempDir Path folder) {
        assertThatIOException().isThrownBy(() -> new ExifReader().read(folder.resolve("missing.jpg")));
    }

    @ParameterizedTest
    @CsvSource({"0,", "1, 1", "8, 8", "9,", "65535,"})
    void dropsAnOrientationThatIsNone(int written, Integer expected) {
        assertThat(read(new TiffBuilder().image(TAG_ORIENTATION, shorts(written)))
                        .orientation())
                .isEqualTo(expected);
    }

    @Test
    void trimsAndCutsTheNamesOfTheCamera() {
        ImageMetadata metadata = read(new TiffBuilder()
                .image(TAG_MAKE, ascii("  NIKON\0\0garbage"))
                .image(TAG_MODEL, utf8("Ö".repeat(300) + "   ")));

        assertThat(metadata.cameraMake()).isEqualTo("NIKON");
        assertThat(metadata.cameraModel()).isEqualTo("Ö".repeat(100));
    }

    @Test
    void fallsBackToXmpForTheNamesOfTheCamera() {
        ImageMetadata metadata = readXmp("tiff:Make='Leica ' tiff:Model='M11'");

        assertThat(metadata.cameraMake()).isEqualTo("Leica");
        assertThat(metadata.cameraModel()).isEqualTo("M11");
    }

    @Test
    void ignoresTheOrientationOfXmp() {
        assertThat(readXmp("tiff:Orientation='6'").orientation()).isNull();
    }

    @Test
    void keepsWhatStandsBeforeTheEndOfATruncatedFile() {
        byte[] file = jpeg(exifSegment(TIFF), segment(0xe2, new byte[1000]));

        assertReads(Arrays.copyOf(file, file.length - 500));
    }

    @Test
    void keepsTheTagsOfAnExifThatIsCutOff() {
        byte[] tiff = new TiffBuilder()
                .image(TAG_MAKE, ascii("Canon"))
                .exif(TAG_FNUMBER, rationals(28, 10))
                .exif(TAG_USER_COMMENT, undefined(new byte[1000]))
                .build();
        byte[] file = jpeg(exifSegment(tiff));

        ImageMetadata metadata = read(Arrays.copyOf(file, file.length - 900));

        assertThat(metadata.cameraMake()).isEqualTo("Canon");
        assertThat(metadata.fNumber()).isEqualTo(2.8);
    }

    @Test
    void survivesEveryTruncation() {
        byte[] jpeg = jpeg(exifSegment(TIFF), iptcSegment(dataset(2, 25, latin1("tag"))), xmpSegment(XMP));
        for (byte[] file : new byte[][] {jpeg, png(chunk("eXIf", TIFF)), heic(TIFF, XMP, true), gif(XMP), TIFF}) {
            for (int length = 0; length < file.length; length += 7) {
                assertThat(read(Arrays.copyOf(file, length))).isNotNull();
            }
        }
    }

    @Test
    void survivesRandomDamage() {
        Random random = new Random(20260101);
        byte[][] files = {
            jpeg(exifSegment(TIFF), iptcSegment(dataset(2, 25, latin1("tag"))), xmpSegment(XMP)),
            png(chunk("eXIf", TIFF), chunk("zTXt", join(latin1("Comment\0\0"), deflate(new byte[100])))),
            webp(riffChunk("EXIF", TIFF)),
            heic(TIFF, XMP, true),
            gif(XMP),
            TIFF
        };
        for (int i = 0; i < 600; i++) {
            byte[] file = files[i % files.length].clone();
            for (int j = random.nextInt(8); j >= 0; j--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            assertThat(read(file)).isNotNull();
        }
    }

    @Test
    void survivesDirectoriesThatPointToEachOther() {
        byte[] tiff = new TiffBuilder()
                .image(TAG_MAKE, ascii("Canon"))
                .image(TiffBuilder.EXIF_POINTER, longs(8, 8, 8, 8, 8))
                .image(TiffBuilder.GPS_POINTER, longs(8))
                .build();

        assertThat(read(jpeg(exifSegment(tiff))).cameraMake()).isEqualTo("Canon");
    }

    @Test
    void loadsNoLargeValueForManyTags() {
        TiffBuilder builder = new TiffBuilder();
        TiffBuilder.Field large = undefined(new byte[1 << 20]);
        for (int tag = 0xc000; tag < 0xc010; tag++) {
            builder.image(tag, large);
        }
        byte[] file = builder.image(TAG_MAKE, ascii("Canon")).build();

        assertThat(allocated(file)).isLessThan(8 << 20);
        assertThat(read(file).cameraMake()).isEqualTo("Canon");
    }

    @Test
    void inflatesABombToABoundedLengthOnly() {
        byte[] bomb = deflate(new byte[64 << 20]);
        byte[] file = png(chunk("zTXt", join(latin1("Comment\0\0"), bomb)), chunk("eXIf", TIFF));

        assertThat(allocated(file)).isLessThan(16 << 20);
        assertReads(file);
    }

    @Test
    void inflatesAFewTextsOnly() {
        byte[] bomb = chunk("zTXt", join(latin1("Comment\0\0"), deflate(new byte[2 << 20])));
        byte[][] bombs = new byte[2_000][];
        Arrays.fill(bombs, bomb);
        byte[] file = png(join(bombs), chunk("eXIf", TIFF));

        assertThat(allocated(file)).isLessThan(400 << 20);
        assertReads(file);
    }

    @Test
    void loadsARepeatedTagOnce() {
        int count = 60_000;
        ByteBuffer tiff = ByteBuffer.allocate(8 + 6 + count * 12 + 70_000);
        tiff.put(latin1("MM\0*")).putInt(8).putShort((short) count);
        for (int i = 0; i < count; i++) {
            int tag = i % 2 == 0 ? TAG_APPLICATION_NOTES : TAG_EXPOSURE_TIME;
            tiff.putShort((short) tag).putShort((short) (i % 2 == 0 ? 1 : 5));
            tiff.putInt(i % 2 == 0 ? 65_000 : 8_000).putInt(8 + 6 + count * 12);
        }

        assertThat(allocated(tiff.array())).isLessThan(64 << 20);
    }

    @Test
    void boundsTheKeywordsOfIptc() {
        byte[] keyword = dataset(2, 25, bytes('k'));
        byte[][] many = new byte[100_000][];
        Arrays.fill(many, keyword);
        byte[] file = new TiffBuilder().image(0x83bb, undefined(join(many))).build();

        assertThat(allocated(file)).isLessThan(512 << 20);
        assertThat(read(file).tags()).containsExactly("k");
    }

    @Test
    void survivesBoxesInBoxes() {
        byte[] meta = join(u32(0x7fffffff), latin1("meta"), new byte[4]);
        byte[][] nested = new byte[100_000][];
        Arrays.fill(nested, meta);

        assertThat(read(join(box("ftyp", latin1("heic")), join(nested)))).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "webp", "heic"})
    void allocatesNothingForADeclaredLength(String container) {
        byte[] file = switch (container) {
            case "png" -> png(join(u32(0x7fffffff), latin1("eXIf"), TIFF));
            case "webp" -> webp(join(latin1("EXIF"), bytes(0xff, 0xff, 0xff, 0x7f), TIFF));
            default -> join(box("ftyp", latin1("heic")), u32(0x7fffffff), latin1("Exif"), new byte[4], TIFF);
        };

        assertThat(allocated(file)).isLessThan(8 << 20);
        assertReads(file);
    }

    /** Returns the bytes that reading the file allocates, the file's own included. */
    private static long allocated(byte[] file) {
        read(file);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        read(file);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
