package dev.imageclustering.analysis;

import com.drew.metadata.exif.ExifDirectoryBase;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The stars that a person gave a photo, 0 to 5: XMP's, else EXIF's, else by Windows' percentages. XMP's -1, which means
 * rejected, is no number of stars and counts as none given.
 */
final class StarRating {

    private StarRating() {}

    static @Nullable Integer of(ExifTags exif, XmpProperties xmp) {
        double stars = DoubleStream.of(
                        xmp.number(XmpProperties.XMP, "Rating"),
                        exif.number(ExifDirectoryBase.TAG_RATING),
                        ofPercent(xmp.number(XmpProperties.MICROSOFT, "Rating")),
                        ofPercent(exif.number(ExifDirectoryBase.TAG_RATING_PERCENT)))
                .filter(number -> number >= 0 && number <= 5)
                .findFirst()
                .orElse(Double.NaN);
        return Double.isNaN(stars) ? null : (Integer) (int) Math.rint(stars);
    }

    /** Windows writes 1, 25, 50, 75 and 99 for one to five stars. */
    private static double ofPercent(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            return Double.NaN;
        }
        return percent == 0 ? 0 : 1 + Math.rint(percent / 25);
    }
}
