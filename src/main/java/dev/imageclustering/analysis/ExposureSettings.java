package dev.imageclustering.analysis;

import static com.drew.metadata.exif.ExifDirectoryBase.TAG_APERTURE;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_EXPOSURE_TIME;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_FNUMBER;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_FOCAL_LENGTH;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_SHUTTER_SPEED;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Exposure time, aperture and focal length of a photo, from EXIF or else from XMP, written as people write them. */
final class ExposureSettings {

    private static final double LONGEST_EXPOSURE = 86_400;
    private static final double SHORTEST_EXPOSURE = 1e-7;

    /** Above the widest lens ever built (f/0.33), and up to the narrowest zone plates. */
    private static final double WIDEST_APERTURE = 0.33;

    private static final double NARROWEST_APERTURE = 1_000;
    private static final double LONGEST_FOCAL_LENGTH = 50_000;

    private ExposureSettings() {}

    /** Returns seconds such as {@code 1/200} or {@code 2.5}. */
    static @Nullable String exposureTime(ExifTags exif, XmpProperties xmp) {
        double seconds = first(
                time -> time >= SHORTEST_EXPOSURE && time <= LONGEST_EXPOSURE,
                exif.number(TAG_EXPOSURE_TIME),
                fromShutterSpeed(exif.number(TAG_SHUTTER_SPEED)),
                xmp.number(XmpProperties.EXIF, "ExposureTime"),
                fromShutterSpeed(xmp.number(XmpProperties.EXIF, "ShutterSpeedValue")));
        return Double.isNaN(seconds) ? null : formatTime(seconds);
    }

    /** Returns the f-number to two decimals, one where it is computed from the aperture value. */
    static @Nullable Double fNumber(ExifTags exif, XmpProperties xmp) {
        double fNumber = first(
                number -> number >= WIDEST_APERTURE && number <= NARROWEST_APERTURE,
                exif.number(TAG_FNUMBER),
                fromAperture(exif.number(TAG_APERTURE)),
                xmp.number(XmpProperties.EXIF, "FNumber"),
                fromAperture(xmp.number(XmpProperties.EXIF, "ApertureValue")));
        return Double.isNaN(fNumber) ? null : (Double) round(fNumber, 2).doubleValue();
    }

    /** Returns millimetres such as {@code 4.25mm}. */
    static @Nullable String focalLength(ExifTags exif, XmpProperties xmp) {
        double length = first(
                millimetres -> millimetres >= 0.01 && millimetres <= LONGEST_FOCAL_LENGTH,
                exif.number(TAG_FOCAL_LENGTH),
                xmp.number(XmpProperties.EXIF, "FocalLength"));
        return Double.isNaN(length) ? null : decimal(length) + "mm";
    }

    /**
     * Writes a time as a fraction of 1 where it is one within a hundredth, and always up to a quarter of a second, as
     * cameras round there; as a decimal with at most two places otherwise.
     */
    private static String formatTime(double seconds) {
        double denominator = Math.rint(1 / seconds);
        boolean fraction = denominator >= 2 && (seconds <= 0.25 || Math.abs(seconds * denominator - 1) <= 0.01);
        return fraction ? "1/%d".formatted((long) denominator) : decimal(seconds);
    }

    /** Zero stands for unknown, not for a second or for f/1: cameras leave it where they cannot tell. */
    private static double fromShutterSpeed(double apex) {
        return apex == 0 ? Double.NaN : Math.pow(2, -apex);
    }

    private static double fromAperture(double apex) {
        return apex == 0 ? Double.NaN : Math.rint(Math.pow(2, apex / 2) * 10) / 10;
    }

    private static double first(DoublePredicate plausible, double... candidates) {
        return DoubleStream.of(candidates).filter(plausible).findFirst().orElse(Double.NaN);
    }

    private static String decimal(double value) {
        return round(value, 2).stripTrailingZeros().toPlainString();
    }

    private static BigDecimal round(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }
}
