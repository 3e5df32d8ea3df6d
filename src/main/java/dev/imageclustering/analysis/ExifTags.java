package dev.imageclustering.analysis;

import static com.drew.metadata.exif.ExifDirectoryBase.*;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.BufferBoundsException;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.tiff.DirectoryTiffHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The EXIF tags of a photo: the first image's, the EXIF and the GPS directory. Nothing but the tags that are asked for
 * is read from the file, each once. So a hostile file can neither have 65,535 tags loaded that share one large value
 * nor have directories visited in a long chain, as it could by metadata-extractor's own handler.
 */
final class ExifTags extends DirectoryTiffHandler {

    private static final int TIFF = 0x2a;
    private static final int OLYMPUS_RAW = 0x4f52;
    private static final int OLYMPUS_RAW_2 = 0x5352;
    private static final int PANASONIC_RAW = 0x55;
    private static final int IFD_POINTER = 13;

    private static final int TAG_EXIF_OFFSET = 0x8769;
    private static final int TAG_GPS_OFFSET = 0x8825;

    /** What fits a JPEG's segment; a value of any other tag that is larger makes no sense. */
    private static final int MAX_VALUE = 1 << 16;

    private static final Set<Integer> WANTED = Set.of(
            TAG_IMAGE_DESCRIPTION,
            TAG_MAKE,
            TAG_MODEL,
            TAG_ORIENTATION,
            TAG_DATETIME,
            TAG_RATING,
            TAG_RATING_PERCENT,
            TAG_WIN_COMMENT,
            TAG_WIN_KEYWORDS,
            TAG_EXPOSURE_TIME,
            TAG_FNUMBER,
            TAG_ISO_EQUIVALENT,
            TAG_SENSITIVITY_TYPE,
            TAG_STANDARD_OUTPUT_SENSITIVITY,
            TAG_RECOMMENDED_EXPOSURE_INDEX,
            TAG_ISO_SPEED,
            TAG_DATETIME_ORIGINAL,
            TAG_DATETIME_DIGITIZED,
            TAG_TIME_ZONE,
            TAG_TIME_ZONE_ORIGINAL,
            TAG_TIME_ZONE_DIGITIZED,
            TAG_SHUTTER_SPEED,
            TAG_APERTURE,
            TAG_FOCAL_LENGTH,
            TAG_MAKERNOTE,
            TAG_USER_COMMENT,
            TAG_SUBSECOND_TIME,
            TAG_SUBSECOND_TIME_ORIGINAL,
            TAG_SUBSECOND_TIME_DIGITIZED);

    private static final Set<Integer> BLOCKS = Set.of(TAG_APPLICATION_NOTES, TAG_PHOTOSHOP_SETTINGS, TAG_IPTC_NAA);

    private static final Set<Integer> WANTED_OF_GPS = Set.of(
            GpsDirectory.TAG_LATITUDE_REF,
            GpsDirectory.TAG_LATITUDE,
            GpsDirectory.TAG_LONGITUDE_REF,
            GpsDirectory.TAG_LONGITUDE,
            GpsDirectory.TAG_STATUS);

    /** The directory that a TIFF starts with: the image's, unless the container keeps each as a TIFF of its own. */
    enum Root {
        IMAGE,
        EXIF,
        GPS
    }

    private final Directory image = new ExifIFD0Directory();
    private final Directory exif = new ExifSubIFDDirectory();
    private final Directory gps = new GpsDirectory();
    private final MetadataBlocks blocks;
    private final Set<Directory> entered = new HashSet<>();
    private final Set<Integer> foundBlocks = new HashSet<>();
    private boolean bigEndian;
    private Root root = Root.IMAGE;

    private ExifTags(MetadataBlocks blocks) {
        super(new Metadata(), null);
        this.blocks = blocks;
    }

    /** Returns the tags of a photo without EXIF. */
    static ExifTags none() {
        return new ExifTags(new MetadataBlocks());
    }

    /**
     * Reads the tags as far as they can be read.
     *
     * @param blocks takes the XMP and IPTC that are found among the tags
     * @throws IOException if the disk fails
     */
    static ExifTags read(RandomAccessReader tiff, MetadataBlocks blocks) throws IOException {
        ExifTags tags = new ExifTags(blocks);
        tags.add(Root.IMAGE, tiff);
        return tags;
    }

    /** Reads the tags of directories that are kept apart, as {@link #read(RandomAccessReader, MetadataBlocks)} does. */
    static ExifTags read(Map<Root, RandomAccessReader> directories, MetadataBlocks blocks) throws IOException {
        ExifTags tags = new ExifTags(blocks);
        for (Map.Entry<Root, RandomAccessReader> directory : directories.entrySet()) {
            tags.add(directory.getKey(), directory.getValue());
        }
        return tags;
    }

    private void add(Root first, RandomAccessReader tiff) throws IOException {
        root = first;
        try {
            new TiffReader().processTiff(tiff, this, 0);
        } catch (TiffProcessingException | BufferBoundsException | RuntimeException | StackOverflowError malformed) {
            // What was read before the damage counts.
            return;
        }
    }

    /** Returns the tag's text up to its first zero; a number that stands in for text comes as its digits. */
    @Nullable
    String text(int tag) {
        return switch (value(tag)) {
            case StringValue text -> MetadataText.decode(text.getBytes());
            case byte[] bytes -> MetadataText.decode(untilZero(bytes));
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case null, default -> null;
        };
    }

    /** Returns the tag's bytes; empty where there are none. */
    byte[] bytes(int tag) {
        return switch (value(tag)) {
            case byte[] bytes -> bytes;
            case StringValue text -> text.getBytes();
            case short[] numbers -> toBytes(numbers);
            case null, default -> new byte[0];
        };
    }

    /** Returns the tag's first number; NaN where there is none, 0/0 included. */
    double number(int tag) {
        return TagNumbers.first(value(tag));
    }

    /** Returns the tag's numbers, each NaN that is none. */
    double[] numbers(int tag) {
        return TagNumbers.all(value(tag));
    }

    boolean bigEndian() {
        return bigEndian;
    }

    boolean isEmpty() {
        return image.isEmpty() && exif.isEmpty() && gps.isEmpty();
    }

    private @Nullable Object value(int tag) {
        // Raw formats keep tags of the EXIF directory in the image's.
        Directory directory = WANTED_OF_GPS.contains(tag) ? gps : exif.containsTag(tag) ? exif : image;
        return directory.getObject(tag);
    }

    private static byte[] untilZero(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] toBytes(short[] numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return bytes;
    }

    @Override
    public void setTiffMarker(int marker) throws TiffProcessingException {
        if (marker != TIFF && marker != OLYMPUS_RAW && marker != OLYMPUS_RAW_2 && marker != PANASONIC_RAW) {
            throw new TiffProcessingException("Not a TIFF marker: " + marker);
        }
        pushDirectory(
                switch (root) {
                    case IMAGE -> image;
                    case EXIF -> exif;
                    case GPS -> gps;
                });
    }

    @Override
    public boolean tryEnterSubIfd(int tag) {
        Directory next = switch (tag) {
            case TAG_EXIF_OFFSET -> exif;
            case TAG_GPS_OFFSET -> gps;
            default -> null;
        };
        if (next == null || !(_currentDirectory instanceof ExifIFD0Directory) || !entered.add(next)) {
            return false;
        }
        pushDirectory(next);
        return true;
    }

    @Override
    public boolean hasFollowerIfd() {
        return false;
    }

    @Override
    public @Nullable Long tryCustomProcessFormat(int tag, int format, long components) {
        return switch (format) {
            case 0 -> 0L;
            case IFD_POINTER -> components * 4;
            default -> null;
        };
    }

    /** Returns whether there is nothing more to do for the tag. A tag counts once, however often it is repeated. */
    @Override
    public boolean customProcessTag(
            int offset, Set<Integer> visited, int start, RandomAccessReader tiff, int tag, int length)
            throws IOException {
        bigEndian = tiff.isMotorolaByteOrder();
        if (_currentDirectory instanceof GpsDirectory) {
            return !WANTED_OF_GPS.contains(tag) || length > MAX_VALUE || gps.containsTag(tag);
        }
        boolean ofImage = _currentDirectory instanceof ExifIFD0Directory;
        if (ofImage && BLOCKS.contains(tag)) {
            if (length <= FileBytes.MAX_BLOCK && foundBlocks.add(tag)) {
                keepBlock(tag, tiff.getBytes(offset, length));
            }
            return true;
        }
        return !WANTED.contains(tag) || length > MAX_VALUE || (ofImage ? image : exif).containsTag(tag);
    }

    private void keepBlock(int tag, byte[] block) {
        switch (tag) {
            case TAG_APPLICATION_NOTES -> blocks.addXmp(block);
            case TAG_PHOTOSHOP_SETTINGS -> blocks.addPhotoshop(block);
            default -> blocks.addIptc(block);
        }
    }
}
