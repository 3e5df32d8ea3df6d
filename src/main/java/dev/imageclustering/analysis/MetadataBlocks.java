package dev.imageclustering.analysis;

import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of metadata that were found in a file, whatever its container, still undecoded. How much is kept is
 * bounded whatever the file holds.
 */
final class MetadataBlocks {

    private static final int MAX_OF_A_KIND = 3;
    private static final int EXIF_PREAMBLE = 6;

    private final List<RandomAccessReader> exif = new ArrayList<>();
    private final Map<ExifTags.Root, RandomAccessReader> exifParts = new EnumMap<>(ExifTags.Root.class);
    private final List<byte[]> xmp = new ArrayList<>();
    private final List<byte[]> iptc = new ArrayList<>();
    private final ByteArrayOutputStream photoshop = new ByteArrayOutputStream(0);
    private final Map<String, String> texts = new HashMap<>();

    /** Adds EXIF, which is a TIFF structure, behind a preamble that belongs into JPEG but is written elsewhere too. */
    void addExif(byte[] exif) {
        boolean preamble = exif.length >= EXIF_PREAMBLE && exif[0] == 'E' && exif[1] == 'x' && exif[4] == 0;
        addExif(new ByteArrayReader(preamble ? Arrays.copyOfRange(exif, EXIF_PREAMBLE, exif.length) : exif));
    }

    void addExif(RandomAccessReader tiff) {
        if (exif.size() < MAX_OF_A_KIND) {
            exif.add(tiff);
        }
    }

    /** Adds one directory of EXIF as a TIFF of its own; the first of each kind counts. */
    void addExif(ExifTags.Root root, byte[] tiff) {
        exifParts.putIfAbsent(root, new ByteArrayReader(tiff));
    }

    void addXmp(byte[] packet) {
        if (xmp.size() < MAX_OF_A_KIND) {
            xmp.add(packet);
        }
    }

    /** Adds IPTC datasets as they stand, without the image resource that holds them elsewhere. */
    void addIptc(byte[] datasets) {
        if (iptc.size() < MAX_OF_A_KIND) {
            iptc.add(datasets);
        }
    }

    /** Adds a part of Photoshop's image resources; a resource may go on in the part that follows. */
    void addPhotoshop(byte[] part) {
        if (photoshop.size() + part.length <= FileBytes.MAX_BLOCK) {
            photoshop.writeBytes(part);
        }
    }

    /** Adds a text that the container itself keeps; the first of a name counts. */
    void addText(String name, String text) {
        if (texts.size() < MAX_OF_A_KIND * MAX_OF_A_KIND) {
            texts.putIfAbsent(name, text);
        }
    }

    List<RandomAccessReader> exif() {
        return exif;
    }

    Map<ExifTags.Root, RandomAccessReader> exifParts() {
        return exifParts;
    }

    List<byte[]> xmp() {
        return xmp;
    }

    List<byte[]> iptc() {
        if (photoshop.size() == 0) {
            return iptc;
        }
        List<byte[]> all = new ArrayList<>(iptc);
        byte[] fromPhotoshop = PhotoshopResources.iptc(photoshop.toByteArray());
        if (fromPhotoshop != null) {
            all.addFirst(fromPhotoshop);
        }
        return all;
    }

    @Nullable
    String text(String name) {
        return texts.get(name);
    }
}
