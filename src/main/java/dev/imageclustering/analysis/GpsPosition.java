package dev.imageclustering.analysis;

import com.drew.metadata.exif.GpsDirectory;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a photo was taken.
 *
 * @param latitude degrees, north positive, within 90 either way
 * @param longitude degrees, east positive, within 180 either way
 */
record GpsPosition(double latitude, double longitude) {

    /** XMP: degrees and minutes, or degrees, minutes and seconds, then the hemisphere. */
    private static final Pattern XMP =
            Pattern.compile("(\\d+)(?:,(\\d+(?:\\.\\d+)?))?(?:,(\\d+(?:\\.\\d+)?))?([NSEW])");

    /** Returns the position by EXIF, else by XMP, else null. */
    static @Nullable GpsPosition of(ExifTags exif, XmpProperties xmp) {
        GpsPosition position = possible(
                degrees(
                        exif.numbers(GpsDirectory.TAG_LATITUDE),
                        sign(exif.text(GpsDirectory.TAG_LATITUDE_REF), 'N', 'S')),
                degrees(
                        exif.numbers(GpsDirectory.TAG_LONGITUDE),
                        sign(exif.text(GpsDirectory.TAG_LONGITUDE_REF), 'E', 'W')),
                "A".equals(MetadataText.line(exif.text(GpsDirectory.TAG_STATUS), 1)));
        return position == null
                ? possible(
                        degrees(xmp.text(XmpProperties.EXIF, "GPSLatitude"), 'N', 'S'),
                        degrees(xmp.text(XmpProperties.EXIF, "GPSLongitude"), 'E', 'W'),
                        "A".equals(xmp.text(XmpProperties.EXIF, "GPSStatus")))
                : position;
    }

    /**
     * Returns the position if there is such a place. Receivers that never had a fix leave zeros, so the point in the
     * Gulf of Guinea counts only where the file says that the measurement was in order.
     */
    private static @Nullable GpsPosition possible(double latitude, double longitude, boolean measured) {
        boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
        boolean zero = latitude == 0 && longitude == 0;
        return onEarth && (!zero || measured) ? new GpsPosition(round(latitude), round(longitude)) : null;
    }

    /** Rounds to a tenth of a millimetre on the ground, which takes the noise of summing away. */
    private static double round(double degrees) {
        return Math.rint(degrees * 1e9) / 1e9;
    }

    /**
     * Returns the degrees of up to three numbers: degrees, minutes, seconds.
     *
     * @param sign 1 or -1 by the hemisphere; 0 if it is not named: then only a number that has a sign of its own is
     *     taken, as half of the world is too far away for a guess
     * @return NaN if there is no usable value; seconds that are 0/0 count as 0, as for writers of decimal minutes
     */
    private static double degrees(double[] parts, int sign) {
        if (parts.length == 0 || parts.length > 3 || (sign == 0 && !(parts[0] < 0))) {
            return Double.NaN;
        }
        double minutes = parts.length > 1 ? Math.abs(parts[1]) : 0;
        double seconds = parts.length > 2 && !Double.isNaN(parts[2]) ? Math.abs(parts[2]) : 0;
        return (sign == 0 ? -1 : sign) * plus(Math.abs(parts[0]), minutes, seconds);
    }

    private static double degrees(@Nullable String xmp, char positive, char negative) {
        Matcher parts = XMP.matcher(xmp == null ? "" : xmp.strip().toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            return Double.NaN;
        }
        double magnitude = plus(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
        int sign = sign(parts.group(4), positive, negative);
        return sign == 0 ? Double.NaN : sign * magnitude;
    }

    private static double plus(double degrees, double minutes, double seconds) {
        return degrees + minutes / 60 + seconds / 3600;
    }

    private static double number(@Nullable String digits) {
        return digits == null ? 0 : Double.parseDouble(digits);
    }

    private static int sign(@Nullable String hemisphere, char positive, char negative) {
        String letter = MetadataText.line(hemisphere, 1);
        if (letter == null) {
            return 0;
        }
        char first = Character.toUpperCase(letter.charAt(0));
        return first == positive ? 1 : first == negative ? -1 : 0;
    }
}
