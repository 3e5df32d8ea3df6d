package dev.imageclustering.vision;

import dev.imageclustering.vision.UnreadablePicture.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the decoder of TIFFs is shown of a file: the first picture, with the tags that it is decoded by. Left to itself the
 * decoder reads every value of every directory, those of other pages, of EXIF and of private tags too, into numbers of
 * twice their size, and the same bytes again for each tag that names them: a file of a megabyte can ask for gigabytes.
 */
final class TiffSelection {

    private static final int BIG_TIFF = 43;
    private static final long MAX_BYTES = 0xFFFF_FFFFL;
    private static final byte[] COMMENT = {(byte) 0xFE};
    private static final int FEW = 64;
    private static final int MAX_PIECES = 1 << 18;
    private static final int MAX_PALETTE = 3 << 16;
    private static final int MAX_TABLES_BYTES = 1 << 16;
    private static final int STRIP_BYTES = 279;
    private static final int PALETTE = 320;
    private static final int TILE_BYTES = 325;
    private static final int JPEG_TABLES = 347;
    private static final int ICC_PROFILE = 34675;
    // YCbCrCoefficients and ReferenceBlackWhite.
    private static final Set<Integer> FRACTIONS = Set.of(529, 532);
    private static final Set<Integer> BYTES = Set.of(JPEG_TABLES, ICC_PROFILE);

    /** The most values of each tag. */
    private static final SortedMap<Integer, Integer> TAGS = tags();

    private TiffSelection() {}

    private static SortedMap<Integer, Integer> tags() {
        SortedMap<Integer, Integer> tags = new TreeMap<>();
        // What of TIFF 6.0 and its supplements tells how pixels are read, the older way of JPEG (512 to 521) included.
        IntStream.of(
                        256, 257, 258, 259, 262, 266, 277, 278, 284, 292, 293, 317, 322, 323, 332, 334, 338, 339, 512,
                        513, 514, 519, 520, 521, 529, 530, 531, 532)
                .forEach(tag -> tags.put(tag, FEW));
        IntStream.of(TiffLayout.STRIP_OFFSETS, STRIP_BYTES, TiffLayout.TILE_OFFSETS, TILE_BYTES)
                .forEach(tag -> tags.put(tag, MAX_PIECES));
        tags.put(PALETTE, MAX_PALETTE);
        tags.put(JPEG_TABLES, MAX_TABLES_BYTES);
        tags.put(ICC_PROFILE, EmbeddedProfile.MAX_BYTES);
        return Collections.unmodifiableSortedMap(tags);
    }

    /** Refuses a directory whose tags the decoder would take for something else than this program does. */
    static void check(TiffDirectory directory) throws UnreadablePicture {
        for (Map.Entry<Integer, Integer> tag : TAGS.entrySet()) {
            check(directory, tag.getKey(), tag.getValue());
        }
    }

    private static void check(TiffDirectory directory, int tag, int most) throws UnreadablePicture {
        if (directory.isOutside(tag) && tag != ICC_PROFILE) {
            throw UnreadablePicture.brokenHeader("Tag %d of the TIFF points outside the file.".formatted(tag));
        }
        if (directory.count(tag) > most) {
            throw UnreadablePicture.unsupported(
                    "A TIFF with %d values of tag %d is not supported.".formatted(directory.count(tag), tag));
        }
        boolean numbers = FRACTIONS.contains(tag) || BYTES.contains(tag) || directory.hasIntegers(tag);
        if (directory.has(tag) && !numbers) {
            throw UnreadablePicture.brokenHeader("Tag %d of the TIFF has values of an impossible type.".formatted(tag));
        }
    }

    /** Returns a TIFF of the first directory of this one, which is checked. */
    static PictureBytes of(ByteSource file) throws IOException, UnreadablePicture {
        file.seek(0);
        file.order(ByteOrder.BIG_ENDIAN);
        file.order(file.u16() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean big = file.u16() == BIG_TIFF;
        file.seek(2);
        TiffDirectory directory = TiffDirectory.readFirst(file);
        SplicedBytes selection = new SplicedBytes(file);
        selection.add(header(file, big));
        long position = selection.size();
        for (long marker : WrappedJpegs.exifMarkers(file, directory)) {
            selection.addFromFile(position, marker - position);
            selection.add(COMMENT.clone());
            position = marker + COMMENT.length;
        }
        selection.addFromFile(position, file.size() - position);
        selection.add(directory.copyOf(TAGS.keySet()));
        return selection;
    }

    /** Returns the first bytes of the file, but that the first directory is behind its end. */
    private static byte[] header(ByteSource file, boolean big) throws IOException, UnreadablePicture {
        file.seek(0);
        byte[] header = file.bytes(big ? 16 : 8);
        ByteBuffer fields = ByteBuffer.wrap(header).order(file.order());
        if (big) {
            fields.putLong(8, file.size());
        } else if (file.size() > MAX_BYTES) {
            throw new UnreadablePicture(Code.FILE_TOO_LARGE, "A TIFF may have at most 4 GB.");
        } else {
            fields.putInt(4, (int) file.size());
        }
        return header;
    }
}
