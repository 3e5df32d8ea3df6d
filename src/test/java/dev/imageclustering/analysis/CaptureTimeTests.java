package dev.imageclustering.analysis;

import static com.drew.metadata.exif.ExifDirectoryBase.*;
import static dev.imageclustering.analysis.MadeFile.dataset;
import static dev.imageclustering.analysis.MadeFile.exifSegment;
import static dev.imageclustering.analysis.MadeFile.iptcSegment;
import static dev.imageclustering.analysis.MadeFile.jpeg;
import static dev.imageclustering.analysis.MadeFile.latin1;
import static dev.imageclustering.analysis.MadeFile.read;
import static dev.imageclustering.analysis.MadeFile.readXmp;
import static dev.imageclustering.analysis.MadeFile.xmp;
import static dev.imageclustering.analysis.MadeFile.xmpSegment;
import static dev.imageclustering.analysis.TiffBuilder.ascii;
import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.image.ImageMetadata;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTimeTests {

    private static TiffBuilder original(String time) {
        return new TiffBuilder().exif(TAG_DATETIME_ORIGINAL, ascii(time));
    }

    private static void assertTime(ImageMetadata metadata, String instant, String offset) {
        assertThat(metadata.shotAt()).isEqualTo(Instant.parse(instant));
        assertThat(metadata.shotAtOffset()).isEqualTo(offset);
    }

    private static void assertNone(ImageMetadata metadata) {
        assertThat(metadata.shotAt()).isNull();
        assertThat(metadata.shotAtOffset()).isNull();
    }

    @Test
    void takesATimeWithoutAnOffsetForUtc() {
        assertTime(read(original("2024:05:06 07:08:09")), "2024-05-06T07:08:09Z", null);
    }

    @ParameterizedTest
    @CsvSource({
        "+02:00, 2024-05-06T05:08:09Z, +02:00",
        "-03:30, 2024-05-06T10:38:09Z, -03:30",
        "+00:00, 2024-05-06T07:08:09Z, +00:00",
        "Z, 2024-05-06T07:08:09Z, +00:00",
        "+0530, 2024-05-06T01:38:09Z, +05:30"
    })
    void appliesTheOffset(String offset, String instant, String expected) {
        assertTime(
                read(original("2024:05:06 07:08:09").exif(TAG_TIME_ZONE_ORIGINAL, ascii(offset))), instant, expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"   :  ", "", "+25:00", "+02:75", "local"})
    void ignoresAnAbsurdOffset(String offset) {
        assertTime(
                read(original("2024:05:06 07:08:09").exif(TAG_TIME_ZONE_ORIGINAL, ascii(offset))),
                "2024-05-06T07:08:09Z",
                null);
    }

    @Test
    void takesTheOffsetFromAnotherTagOfTheSameTime() {
        TiffBuilder exif = original("2024:05:06 07:08:09").exif(TAG_TIME_ZONE, ascii("+09:00"));

        assertTime(read(exif.image(TAG_DATETIME, ascii("2024:05:06 07:08:09"))), "2024-05-05T22:08:09Z", "+09:00");
        assertTime(read(exif.image(TAG_DATETIME, ascii("2024:06:01 10:00:00"))), "2024-05-06T07:08:09Z", null);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 2024-05-06T07:08:09.5Z",
        "17, 2024-05-06T07:08:09.17Z",
        "023460, 2024-05-06T07:08:09.02346Z",
        "123456789012, 2024-05-06T07:08:09.123456789Z",
        "00, 2024-05-06T07:08:09Z",
        "x7, 2024-05-06T07:08:09Z"
    })
    void addsTheFractionOfASecond(String fraction, String instant) {
        assertTime(
                read(original("2024:05:06 07:08:09").exif(TAG_SUBSECOND_TIME_ORIGINAL, ascii(fraction))),
                instant,
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-06 07:08:09, 2024-05-06T07:08:09Z",
        "2024/05/06 07:08:09, 2024-05-06T07:08:09Z",
        "2024:05:06T07:08:09, 2024-05-06T07:08:09Z",
        "2024:05:06 07:08, 2024-05-06T07:08:00Z",
        "2024: 5: 6  7: 8: 9, 2024-05-06T07:08:09Z",
        "2024:05:06 24:08:09, 2024-05-06T00:08:09Z",
        "1826:06:01 12:00:00, 1826-06-01T12:00:00Z"
    })
    void readsWhatCamerasWrite(String written, String instant) {
        assertTime(read(original(written)), instant, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000:00:00 00:00:00",
                "    :  :     :  :  ",
                "",
                "2024:13:01 00:00:00",
                "2023:02:29 10:00:00",
                "2024:05:06 25:00:00",
                "2024:05:06 07:61:00",
                "1825:12:31 23:59:59",
                "2026:11:25 12:00:01",
                "9999:12:31 23:59:59",
                "yesterday"
            })
    void dropsAnImpossibleTime(String written) {
        assertNone(read(original(written)));
    }

    @Test
    void acceptsAClockThatIsADayAhead() {
        assertTime(read(original("2026:11:25 11:59:59")), "2026-11-25T11:59:59Z", null);
    }

    @Test
    void fallsBackInTheDocumentedOrder() {
        byte[] exif = exifSegment(new TiffBuilder()
                .image(TAG_DATETIME, ascii("2009:09:09 09:09:09"))
                .exif(TAG_DATETIME_ORIGINAL, ascii("0000:00:00 00:00:00"))
                .build());
        byte[] digitized = exifSegment(new TiffBuilder()
                .image(TAG_DATETIME, ascii("2009:09:09 09:09:09"))
                .exif(TAG_DATETIME_DIGITIZED, ascii("2002:02:02 02:02:02"))
                .exif(TAG_TIME_ZONE_DIGITIZED, ascii("+01:00"))
                .exif(TAG_SUBSECOND_TIME_DIGITIZED, ascii("25"))
                .build());
        byte[] packet = xmpSegment(xmp("xmp:CreateDate='2005-05-05T05:05:05.5+05:00'"));
        byte[] iptc = iptcSegment(dataset(2, 55, latin1("20060606")), dataset(2, 60, latin1("060606-0600")));

        assertTime(read(jpeg(exif)), "2009-09-09T09:09:09Z", null);
        assertTime(read(jpeg(exif, iptc)), "2006-06-06T12:06:06Z", "-06:00");
        assertTime(read(jpeg(exif, iptc, packet)), "2005-05-05T00:05:05.5Z", "+05:00");
        assertTime(read(jpeg(digitized, iptc, packet)), "2002-02-02T01:02:02.25Z", "+01:00");
    }

    @Test
    void readsTheDatesOfXmpInTheirOrder() {
        assertTime(
                readXmp("xmp:CreateDate='2003-01-01T00:00:00Z' photoshop:DateCreated='2002-01-01'"
                        + " exif:DateTimeOriginal='2001-01-01T10:00+01:00'"),
                "2001-01-01T09:00:00Z",
                "+01:00");
        assertTime(
                readXmp("xmp:CreateDate='2003-01-01T00:00:00Z' photoshop:DateCreated='2002-01-01'"),
                "2002-01-01T00:00:00Z",
                null);
        assertNone(readXmp("photoshop:DateCreated='2002'"));
    }
}
