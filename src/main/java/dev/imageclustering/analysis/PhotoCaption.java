package dev.imageclustering.analysis;

import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.iptc.IptcDirectory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person wrote under a photo.
 *
 * <p>The first of these that says something counts: XMP dc:description, IPTC caption, EXIF ImageDescription, EXIF
 * UserComment, Windows' XPComment, PNG's Description, PNG's Comment. A JPEG's or a GIF's comment is not asked: it is
 * nearly always the signature of a program. What cameras and programs fill in by themselves says nothing.
 */
final class PhotoCaption {

    /** The column has no limit; this is five times the longest IPTC caption. */
    private static final int MAX_LENGTH = 10_000;

    private static final int CHARACTER_CODE = 8;

    private static final Pattern FILLED_IN = Pattern.compile(
            "(.{0,40}\\b)?DIGITAL ?(STILL ?)?CAMERA|SONY DSC|DCIM.*|MYDSC|EXIF[_ ]JPEG[_ ](T422|PICTURE)|JPEG"
                    + "|CREATED BY DPE.*|CREATED WITH (THE )?GIMP|<?(KENOX|DIGIMAX) .*|DEFAULT|UNTITLED"
                    + "|(COF|DAV|OZNOR|MDE|SDR|PTR|HDR|RHDR|HDRPL|CUSTOM|NOR|EDF|TMP|FBT|FACETUNE)",
            Pattern.CASE_INSENSITIVE);

    private PhotoCaption() {}

    static @Nullable String of(ExifTags exif, XmpProperties xmp, IptcFields iptc, MetadataBlocks blocks) {
        return Stream.of(
                        xmp.text(XmpProperties.DC, "description"),
                        iptc.text(IptcDirectory.TAG_CAPTION),
                        exif.text(ExifDirectoryBase.TAG_IMAGE_DESCRIPTION),
                        userComment(exif.bytes(ExifDirectoryBase.TAG_USER_COMMENT), exif.bigEndian()),
                        windowsText(exif, ExifDirectoryBase.TAG_WIN_COMMENT),
                        blocks.text("Description"),
                        blocks.text("Comment"))
                .map(text -> MetadataText.lines(text, MAX_LENGTH))
                .filter(Objects::nonNull)
                .filter(text -> isWritten(text, exif))
                .findFirst()
                .orElse(null);
    }

    /** Decodes a text that Windows wrote: UTF-16 in little-endian order, ended by a zero. */
    static String windowsText(ExifTags exif, int tag) {
        return MetadataText.decodeUtf16(exif.bytes(tag), false);
    }

    private static boolean isWritten(String text, ExifTags exif) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit)
                && !FILLED_IN.matcher(text).matches()
                && !text.equalsIgnoreCase(MetadataText.line(exif.text(ExifDirectoryBase.TAG_MODEL), MAX_LENGTH))
                && !text.equalsIgnoreCase(MetadataText.line(exif.text(ExifDirectoryBase.TAG_MAKE), MAX_LENGTH));
    }

    /**
     * Decodes a comment whose first eight bytes name the character set; null where it is not text: some cameras keep
     * settings of theirs there.
     */
    private static @Nullable String userComment(byte[] comment, boolean bigEndian) {
        if (comment.length <= CHARACTER_CODE) {
            return null;
        }
        String code = new String(comment, 0, CHARACTER_CODE, StandardCharsets.ISO_8859_1).strip();
        byte[] bytes = Arrays.copyOfRange(comment, CHARACTER_CODE, comment.length);
        String text = switch (code.replace("\0", "").toUpperCase(Locale.ROOT)) {
            case "UNICODE" -> MetadataText.decodeUtf16(bytes, bigEndian);
            case "JIS" -> new String(bytes, Charset.forName("ISO-2022-JP"));
            case "ASCII", "" -> MetadataText.decode(bytes);
            default -> MetadataText.decode(comment);
        };
        String trimmed = withoutPadding(text);
        boolean binary = trimmed.codePoints().anyMatch(c -> c == 0xfffd || (c < ' ' && !Character.isWhitespace(c)));
        return binary ? null : trimmed;
    }

    private static String withoutPadding(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        return text.substring(0, end);
    }
}
