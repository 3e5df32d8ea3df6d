package dev.imageclustering.analysis;

import static com.drew.metadata.exif.GpsDirectory.*;
import static dev.imageclustering.analysis.MadeFile.read;
import static dev.imageclustering.analysis.MadeFile.readXmp;
import static dev.imageclustering.analysis.TiffBuilder.ascii;
import static dev.imageclustering.analysis.TiffBuilder.rationals;
import static dev.imageclustering.analysis.TiffBuilder.signedRationals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.analysis.TiffBuilder.Field;
import dev.imageclustering.image.ImageMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpsPositionTests {

    private static final Field NORTH = rationals(37, 1, 46, 1, 2964, 100);
    private static final Field EAST = rationals(122, 1, 25, 1, 984, 100);

    private static TiffBuilder position(Field latitude, String ns, Field longitude, String ew) {
        TiffBuilder exif = new TiffBuilder().gps(TAG_LATITUDE, latitude).gps(TAG_LONGITUDE, longitude);
        if (ns != null) {
            exif.gps(TAG_LATITUDE_REF, ascii(ns));
        }
        return ew == null ? exif : exif.gps(TAG_LONGITUDE_REF, ascii(ew));
    }

    private static void assertNone(ImageMetadata metadata) {
        assertThat(metadata.latitude()).isNull();
        assertThat(metadata.longitude()).isNull();
    }

    private static void assertPosition(ImageMetadata metadata, double latitude, double longitude) {
        assertThat(metadata.latitude()).isEqualTo(latitude);
        assertThat(metadata.longitude()).isEqualTo(longitude);
    }

    @ParameterizedTest
    @CsvSource({"N, E, 1, 1", "S, W, -1, -1", "N, W, 1, -1", "s, e, -1, 1", "South, West, -1, -1"})
    void takesTheSignFromTheHemisphere(String ns, String ew, int north, int east) {
        assertPosition(read(position(NORTH, ns, EAST, ew)), north * 37.7749, east * 122.4194);
    }

    @Test
    void doesNotNegateASignTwice() {
        ImageMetadata metadata =
                read(position(signedRationals(-33, 1, 30, 1, 0, 1), "S", signedRationals(151, 1), "E"));

        assertPosition(metadata, -33.5, 151);
    }

    @Test
    void dropsAPositionWhoseHemisphereIsUnknown() {
        assertNone(read(position(NORTH, null, EAST, null)));
        assertNone(read(position(NORTH, "N", EAST, "?")));
    }

    @Test
    void takesNumbersWithASignOfTheirOwnWithoutAHemisphere() {
        assertPosition(read(position(signedRationals(-335, 10), null, signedRationals(-70, 1), null)), -33.5, -70);
    }

    @Test
    void acceptsDecimalMinutesWithUndefinedSeconds() {
        assertPosition(
                read(position(rationals(10, 1, 305, 10, 0, 0), "N", rationals(20, 1, 15, 1, 0, 0), "E")),
                10.508333333,
                20.25);
    }

    @Test
    void dropsUndefinedDegreesAndMinutes() {
        assertNone(read(position(rationals(0, 0, 0, 0, 0, 0), "N", rationals(0, 0, 0, 0, 0, 0), "E")));
        assertNone(read(position(rationals(10, 1, 0, 0, 0, 0), "N", EAST, "E")));
    }

    @Test
    void dropsAPositionThatIsNotOnEarth() {
        assertNone(read(position(rationals(91, 1), "N", EAST, "E")));
        assertNone(read(position(NORTH, "N", rationals(180, 1, 1, 1), "W")));
        assertPosition(read(position(rationals(90, 1), "S", rationals(180, 1), "W")), -90, -180);
    }

    @Test
    void dropsAPositionOfWhichHalfIsMissing() {
        assertNone(read(new TiffBuilder().gps(TAG_LATITUDE, NORTH).gps(TAG_LATITUDE_REF, ascii("N"))));
    }

    @Test
    void dropsTheZerosOfAReceiverWithoutAFix() {
        Field zero = rationals(0, 1, 0, 1, 0, 1);

        assertNone(read(position(zero, "N", zero, "E")));
        assertNone(read(position(zero, "N", zero, "E").gps(TAG_STATUS, ascii("V"))));
        assertPosition(read(position(zero, "N", zero, "E").gps(TAG_STATUS, ascii("A"))), 0, 0);
    }

    @Test
    void keepsAPositionOnTheEquator() {
        assertPosition(read(position(rationals(0, 1), "N", rationals(32, 1), "E")), 0, 32);
    }

    @Test
    void fallsBackToXmpWhereExifIsEmpty() {
        assertPosition(
                readXmp("exif:GPSLatitude='48,53.3235818N' exif:GPSLongitude='21,2.595W'"), 48.888726363, -21.04325);
        assertPosition(readXmp("exif:GPSLatitude='10,30,36S' exif:GPSLongitude='20,0,0E'"), -10.51, 20);
        assertNone(readXmp("exif:GPSLatitude='48.88' exif:GPSLongitude='21.04'"));
    }
}
