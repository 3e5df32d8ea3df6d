package dev.imageclustering.analysis;

import static com.drew.metadata.exif.ExifDirectoryBase.TAG_DATETIME;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_DATETIME_DIGITIZED;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_DATETIME_ORIGINAL;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_SUBSECOND_TIME;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_SUBSECOND_TIME_DIGITIZED;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_SUBSECOND_TIME_ORIGINAL;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_TIME_ZONE;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_TIME_ZONE_DIGITIZED;
import static com.drew.metadata.exif.ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL;

import com.drew.metadata.iptc.IptcDirectory;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a photo was taken: the wall clock's time, with the offset from UTC where the file names it.
 *
 * <p>The first of these that is a possible time counts: EXIF DateTimeOriginal, EXIF DateTimeDigitized, XMP
 * exif:DateTimeOriginal, photoshop:DateCreated, xmp:CreateDate, IPTC date and time created, and last EXIF DateTime,
 * which is when the file was changed.
 */
record CaptureTime(LocalDateTime clock, @Nullable ZoneOffset offset) {

    /** EXIF separates a date by colons; XMP and some cameras write hyphens, IPTC nothing. Some cameras pad by spaces. */
    private static final Pattern PATTERN = Pattern.compile("(\\d{4})[:/.-]?([ \\d]\\d)[:/.-]?([ \\d]\\d)"
            + "(?:[T ]+([ \\d]\\d):?([ \\d]\\d)(?::?([ \\d]\\d)(?:[.,](\\d{1,9})\\d*)?)?)?"
            + "\\s*(Z|[+-]\\d\\d(?::?\\d\\d)?)?");

    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d\\d):?(\\d\\d)?");
    private static final Pattern FRACTION = Pattern.compile("(\\d{1,9})\\d*");

    /** The year of the oldest photograph that is left. */
    private static final LocalDateTime FIRST_PHOTOGRAPH = LocalDateTime.of(1826, 1, 1, 0, 0);

    static @Nullable CaptureTime of(ExifTags exif, XmpProperties xmp, IptcFields iptc, Instant now) {
        CaptureTime original = exif(exif, TAG_DATETIME_ORIGINAL, TAG_SUBSECOND_TIME_ORIGINAL, TAG_TIME_ZONE_ORIGINAL);
        CaptureTime digitized =
                exif(exif, TAG_DATETIME_DIGITIZED, TAG_SUBSECOND_TIME_DIGITIZED, TAG_TIME_ZONE_DIGITIZED);
        CaptureTime changed = exif(exif, TAG_DATETIME, TAG_SUBSECOND_TIME, TAG_TIME_ZONE);
        return Stream.of(
                        original,
                        digitized,
                        parse(xmp.text(XmpProperties.EXIF, "DateTimeOriginal")),
                        parse(xmp.text(XmpProperties.PHOTOSHOP, "DateCreated")),
                        parse(xmp.text(XmpProperties.XMP, "CreateDate")),
                        iptc(iptc),
                        changed)
                .filter(Objects::nonNull)
                .filter(time -> time.isPossible(now))
                .findFirst()
                .map(time -> time.withOffsetOf(original, digitized, changed))
                .orElse(null);
    }

    /** Returns the moment, the clock taken for UTC where there is no offset. */
    Instant instant() {
        return clock.toInstant(offset == null ? ZoneOffset.UTC : offset);
    }

    /** Returns the offset such as {@code +02:00}. */
    @Nullable
    String offsetText() {
        return offset == null ? null : offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
    }

    /** Parses a date with or without a time, a fraction of seconds and an offset; null if it is no such thing. */
    static @Nullable CaptureTime parse(@Nullable String text) {
        Matcher parts = PATTERN.matcher(text == null ? "" : text.strip());
        if (!parts.matches()) {
            return null;
        }
        try {
            // Some phones count the hours of a day from 1 to 24, of which 24 is the first.
            LocalDateTime clock = LocalDateTime.of(
                            number(parts.group(1)),
                            number(parts.group(2)),
                            number(parts.group(3)),
                            number(parts.group(4)) == 24 ? 0 : number(parts.group(4)),
                            number(parts.group(5)),
                            number(parts.group(6)))
                    .withNano(nanos(parts.group(7)));
            return new CaptureTime(clock, offset(parts.group(8)));
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    private static @Nullable CaptureTime exif(ExifTags exif, int timeTag, int fractionTag, int offsetTag) {
        CaptureTime time = parse(exif.text(timeTag));
        if (time == null) {
            return null;
        }
        Matcher fraction = FRACTION.matcher(
                Objects.requireNonNullElse(exif.text(fractionTag), "").strip());
        ZoneOffset named = offset(exif.text(offsetTag));
        return new CaptureTime(
                fraction.matches() ? time.clock.withNano(nanos(fraction.group(1))) : time.clock,
                named == null ? time.offset : named);
    }

    private static @Nullable CaptureTime iptc(IptcFields iptc) {
        String date = iptc.text(IptcDirectory.TAG_DATE_CREATED);
        String time = iptc.text(IptcDirectory.TAG_TIME_CREATED);
        CaptureTime both = date == null || time == null ? null : parse(date.strip() + " " + time.strip());
        return both == null ? parse(date) : both;
    }

    /** Takes over the offset that the file names for the same time of the clock under another tag. */
    private CaptureTime withOffsetOf(@Nullable CaptureTime... others) {
        if (offset != null) {
            return this;
        }
        return Stream.of(others)
                .filter(other -> other != null
                        && other.offset != null
                        && other.clock.withNano(0).equals(clock.withNano(0)))
                .findFirst()
                .map(other -> new CaptureTime(clock, Objects.requireNonNull(other).offset))
                .orElse(this);
    }

    /** Tells whether a photo can have been taken then: a clock that is set wrong may be a day ahead, no more. */
    private boolean isPossible(Instant now) {
        return !clock.isBefore(FIRST_PHOTOGRAPH) && instant().isBefore(now.plusSeconds(86_400));
    }

    private static @Nullable ZoneOffset offset(@Nullable String text) {
        String offset = text == null ? "" : text.strip();
        if (offset.equals("Z")) {
            return ZoneOffset.UTC;
        }
        Matcher parts = OFFSET.matcher(offset);
        if (!parts.matches() || number(parts.group(2)) > 14 || number(parts.group(3)) > 59) {
            return null;
        }
        int sign = parts.group(1).equals("-") ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * number(parts.group(2)), sign * number(parts.group(3)));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits.strip());
    }

    /** Returns the nanoseconds of the digits after the point. */
    private static int nanos(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
    }
}
