package dev.imageclustering.analysis;

import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.iptc.IptcDirectory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keywords of a photo: those of XMP dc:subject, then what IPTC and Windows' XPKeywords have besides. Two that
 * differ in case only are one, spelled as the first.
 */
final class PhotoTags {

    private static final int MAX_TAGS = 500;
    private static final int MAX_LENGTH = 255;

    private PhotoTags() {}

    /** Returns the keywords in the order of the file; null rather than an empty list. */
    static @Nullable List<String> of(ExifTags exif, XmpProperties xmp, IptcFields iptc) {
        SequencedMap<String, String> tags = new LinkedHashMap<>();
        Stream.of(
                        xmp.texts(XmpProperties.DC, "subject").stream(),
                        iptc.texts(IptcDirectory.TAG_KEYWORDS).stream(),
                        Stream.of(PhotoCaption.windowsText(exif, ExifDirectoryBase.TAG_WIN_KEYWORDS)
                                .split(";")))
                .flatMap(texts -> texts)
                .map(text -> MetadataText.line(text, MAX_LENGTH))
                .filter(Objects::nonNull)
                .forEach(tag -> tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag));
        return tags.isEmpty() ? null : tags.values().stream().limit(MAX_TAGS).toList();
    }
}
