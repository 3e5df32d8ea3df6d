package dev.imageclustering.analysis;

import static com.drew.metadata.exif.ExifDirectoryBase.TAG_ISO_EQUIVALENT;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_ISO_SPEED;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_MAKERNOTE;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_RECOMMENDED_EXPOSURE_INDEX;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_SENSITIVITY_TYPE;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_STANDARD_OUTPUT_SENSITIVITY;

import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The sensitivity of a photo. (EXIF 2.3, 4.6.5 and annex G)
 *
 * <p>PhotographicSensitivity is a number of 16 bits and says 65535 for all that is more; which of the three tags of 32
 * bits means the same is told by SensitivityType. Of maker notes only Nikon's of the second type is asked, whose ISO
 * is the number itself; others code theirs, by model.
 */
final class IsoSpeed {

    private static final int OVERFLOW = 0xffff;
    private static final int HIGHEST = 10_000_000;

    private IsoSpeed() {}

    static @Nullable Integer of(ExifTags exif, XmpProperties xmp) {
        double sensitivity = exif.number(TAG_ISO_EQUIVALENT);
        double output = exif.number(TAG_STANDARD_OUTPUT_SENSITIVITY);
        double index = exif.number(TAG_RECOMMENDED_EXPOSURE_INDEX);
        double speed = exif.number(TAG_ISO_SPEED);
        double named = switch ((int) exif.number(TAG_SENSITIVITY_TYPE)) {
            case 1, 4 -> output;
            case 2, 5, 6, 7 -> index;
            case 3 -> speed;
            default -> Double.NaN;
        };
        double first = DoubleStream.of(
                        sensitivity == OVERFLOW ? Double.NaN : sensitivity,
                        named,
                        index,
                        output,
                        speed,
                        NikonMakerNote.iso(exif.bytes(TAG_MAKERNOTE)),
                        xmp.number(XmpProperties.EXIF_EX, "PhotographicSensitivity"),
                        xmp.number(XmpProperties.EXIF, "ISOSpeedRatings"))
                .filter(iso -> iso >= 1 && iso <= HIGHEST)
                .findFirst()
                .orElse(Double.NaN);
        return Double.isNaN(first) ? null : (Integer) (int) Math.rint(first);
    }
}
