package dev.imageclustering.analysis;

import static com.drew.metadata.exif.ExifDirectoryBase.*;
import static dev.imageclustering.analysis.MadeFile.read;
import static dev.imageclustering.analysis.MadeFile.readXmp;
import static dev.imageclustering.analysis.TiffBuilder.ascii;
import static dev.imageclustering.analysis.TiffBuilder.rationals;
import static dev.imageclustering.analysis.TiffBuilder.signedRationals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.image.ImageMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureSettingsTests {

    @ParameterizedTest
    @CsvSource({
        "1, 200, 1/200",
        "10, 2000, 1/200",
        "3333, 10000, 1/3",
        "1, 3, 1/3",
        "3, 10, 0.3",
        "4, 10, 0.4",
        "5, 10, 1/2",
        "6, 10, 0.6",
        "10, 13, 0.77",
        "1, 4, 1/4",
        "1, 1, 1",
        "2, 1, 2",
        "25, 10, 2.5",
        "13, 10, 1.3",
        "300004, 10000, 30",
        "1, 8000, 1/8000",
        "1555209, 100000000, 1/64",
        "30, 1, 30"
    })
    void writesTheExposureTimeAsPeopleDo(long numerator, long denominator, String expected) {
        assertThat(read(new TiffBuilder().exif(TAG_EXPOSURE_TIME, rationals(numerator, denominator)))
                        .exposureTime())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1, 0", "4294967295, 1"})
    void dropsAnAbsurdExposureTime(long numerator, long denominator) {
        assertThat(read(new TiffBuilder().exif(TAG_EXPOSURE_TIME, rationals(numerator, denominator)))
                        .exposureTime())
                .isNull();
    }

    @Test
    void computesTheExposureTimeFromTheShutterSpeedWhereItIsMissing() {
        assertThat(read(new TiffBuilder()
                                .exif(TAG_EXPOSURE_TIME, rationals(0, 0))
                                .exif(TAG_SHUTTER_SPEED, signedRationals(7, 1)))
                        .exposureTime())
                .isEqualTo("1/128");
        assertThat(read(new TiffBuilder().exif(TAG_SHUTTER_SPEED, signedRationals(-1, 1)))
                        .exposureTime())
                .isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({"28, 10, 2.8", "8, 1, 8.0", "95, 100, 0.95", "1779999971, 1000000000, 1.78"})
    void readsTheFNumber(long numerator, long denominator, double expected) {
        assertThat(read(new TiffBuilder().exif(TAG_FNUMBER, rationals(numerator, denominator)))
                        .fNumber())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 10", "28, 0", "1, 5", "4294967295, 1"})
    void dropsAnAbsurdFNumber(long numerator, long denominator) {
        assertThat(read(new TiffBuilder().exif(TAG_FNUMBER, rationals(numerator, denominator)))
                        .fNumber())
                .isNull();
    }

    @Test
    void computesTheFNumberFromTheApertureWhereItIsMissing() {
        assertThat(read(new TiffBuilder().exif(TAG_APERTURE, rationals(3, 1))).fNumber())
                .isEqualTo(2.8);
        assertThat(read(new TiffBuilder().exif(TAG_APERTURE, rationals(0, 1))).fNumber())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"50, 1, 50mm", "425, 100, 4.25mm", "500, 10, 50mm", "173, 16, 10.81mm", "1000, 1, 1000mm"})
    void writesTheFocalLengthWithoutTrailingZeros(long numerator, long denominator, String expected) {
        assertThat(read(new TiffBuilder().exif(TAG_FOCAL_LENGTH, rationals(numerator, denominator)))
                        .focalLength())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 0", "50, 0", "1, 1000", "4294967295, 1"})
    void dropsAnAbsurdFocalLength(long numerator, long denominator) {
        assertThat(read(new TiffBuilder().exif(TAG_FOCAL_LENGTH, rationals(numerator, denominator)))
                        .focalLength())
                .isNull();
    }

    @Test
    void readsNumbersThatAWriterLeftAsText() {
        ImageMetadata metadata = read(new TiffBuilder()
                .exif(TAG_EXPOSURE_TIME, ascii("1/60"))
                .exif(TAG_FNUMBER, ascii("5.6"))
                .exif(TAG_FOCAL_LENGTH, ascii("no number")));

        assertThat(metadata.exposureTime()).isEqualTo("1/60");
        assertThat(metadata.fNumber()).isEqualTo(5.6);
        assertThat(metadata.focalLength()).isNull();
    }

    @Test
    void fallsBackToXmp() {
        ImageMetadata metadata = readXmp("exif:ExposureTime='1/125' exif:FNumber='28/10' exif:FocalLength='35/1'");

        assertThat(metadata.exposureTime()).isEqualTo("1/125");
        assertThat(metadata.fNumber()).isEqualTo(2.8);
        assertThat(metadata.focalLength()).isEqualTo("35mm");
    }
}
