package dev.imageclustering.analysis;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * The metadata in files of ISO boxes: the items of HEIC and AVIF, the boxes of JPEG XL that are not compressed,
 * those of JPEG 2000 that are told by a UUID, and those in which Canon keeps the directories of a CR3, each as a TIFF of its own. (ISO/IEC 14496-12, 8.11; ISO/IEC
 * 23008-12, annex A; ISO/IEC 15444-1, annex I; ISO/IEC 18181-2; L. Clévy, <i>Describing the Canon Raw v3 file format</i>)
 */
final class HeifItems {

    private static final int MAX_BOXES = 10_000;
    private static final int MAX_ITEMS = 10_000;
    private static final int UUID_BYTES = 16;
    private static final String XMP = uuid("be7acfcb97a942e89c71999491e3afac");
    private static final String IPTC = uuid("33c7a4d2b81d4723a0baf1a3e097ad38");
    /** Both are found in JPEG 2000: that of a recommendation for it, and Photoshop's. */
    private static final Set<String> EXIF = Set.of("JpgTiffExif->JP2", uuid("0537cdab9d0c4431a72afa561f2a113e"));

    private static final String CANON = uuid("85c0b687820f11e08111f4ce462b6a48");

    private enum Kind {
        EXIF,
        XMP
    }

    private final FileBytes file;
    private final MetadataBlocks blocks;
    private final Map<Long, Kind> items = new HashMap<>();
    private int boxes;
    private long itemLocations = -1;
    private long itemData = -1;

    private HeifItems(FileBytes file, MetadataBlocks blocks) {
        this.file = file;
        this.blocks = blocks;
    }

    private static String uuid(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }

    static void collect(FileBytes file, MetadataBlocks blocks) throws IOException {
        HeifItems items = new HeifItems(file, blocks);
        try {
            items.walk(0, file.size(), 0);
        } catch (EOFException endsEarly) {
            // The items that are known by then may stand before the cut.
        }
        items.keep();
    }

    private void walk(long start, long end, int depth) throws IOException {
        long position = start;
        while (position + 8 <= end && boxes++ < MAX_BOXES) {
            long length = file.u32(position);
            int header = 8;
            if (length == 1) {
                length = file.number(position + 8, 8);
                header = 16;
            } else if (length == 0) {
                length = end - position;
            }
            if (length < header) {
                return;
            }
            long boxEnd = Math.min(length, end - position) + position;
            visit(file.latin1(position + 4, 4), position + header, boxEnd, depth);
            position = boxEnd;
        }
    }

    /** Looks into a box that can hold metadata at its depth; nested deeper than that, none does. */
    private void visit(String type, long start, long end, int depth) throws IOException {
        switch (depth + type) {
            case "0meta" -> walk(start + 4, end, 1);
            case "0Exif" -> keep(Kind.EXIF, start, end - start);
            case "0xml " -> keep(Kind.XMP, start, end - start);
            case "0moov" -> walk(start, end, 1);
            case "0uuid" -> visitExtension(start, end);
            case "1uuid" -> visitCanon(start, end);
            case "2CMT1" -> blocks.addExif(ExifTags.Root.IMAGE, file.block(start, end - start));
            case "2CMT2" -> blocks.addExif(ExifTags.Root.EXIF, file.block(start, end - start));
            case "2CMT4" -> blocks.addExif(ExifTags.Root.GPS, file.block(start, end - start));
            case "1iinf" -> walk(start + (file.u8(start) == 0 ? 6 : 8), end, 2);
            case "1iloc" -> itemLocations = start;
            case "1idat" -> itemData = start;
            case "2infe" -> itemInfo(start, end);
            default -> {}
        }
    }

    private void visitExtension(long start, long end) throws IOException {
        String uuid = end - start < UUID_BYTES ? "" : file.latin1(start, UUID_BYTES);
        long content = start + UUID_BYTES;
        if (uuid.equals(XMP)) {
            keep(Kind.XMP, content, end - content);
        } else if (uuid.equals(IPTC)) {
            blocks.addIptc(file.block(content, end - content));
        } else if (EXIF.contains(uuid)) {
            blocks.addExif(file.block(content, end - content));
        }
    }

    private void visitCanon(long start, long end) throws IOException {
        if (end - start >= UUID_BYTES && file.latin1(start, UUID_BYTES).equals(CANON)) {
            walk(start + UUID_BYTES, end, 2);
        }
    }

    private void itemInfo(long start, long end) throws IOException {
        int version = file.u8(start);
        int idBytes = version == 2 ? 2 : 4;
        long type = start + 4 + idBytes + 2;
        if (version < 2 || type + 4 > end || items.size() >= MAX_ITEMS) {
            return;
        }
        long id = file.number(start + 4, idBytes);
        switch (file.latin1(type, 4)) {
            case "Exif" -> items.put(id, Kind.EXIF);
            // The item's name and the media type follow, each ended by a zero.
            case "mime" -> {
                String rest = file.latin1(type + 4, (int) Math.min(end - type - 4, 256));
                if (rest.contains("\0application/rdf+xml") || rest.startsWith("application/rdf+xml")) {
                    items.put(id, Kind.XMP);
                }
            }
            default -> {}
        }
    }

    private void keep() throws IOException {
        if (itemLocations < 0 || items.isEmpty()) {
            return;
        }
        int version = file.u8(itemLocations);
        int sizes = file.u16(itemLocations + 4);
        Cursor cursor = new Cursor(itemLocations + 6);
        Location layout = new Location(
                version, sizes >> 12 & 15, sizes >> 8 & 15, sizes >> 4 & 15, version == 0 ? 0 : sizes & 15);
        long count = Math.min(cursor.next(version < 2 ? 2 : 4), MAX_ITEMS);
        for (long i = 0; i < count; i++) {
            keepItem(layout, cursor);
        }
    }

    /** The widths in bytes of the fields of the box of item locations. */
    private record Location(int version, int offset, int length, int base, int index) {}

    /** Keeps the item if it is metadata. Only its first extent is read; nobody cuts metadata into several. */
    private void keepItem(Location widths, Cursor cursor) throws IOException {
        Kind kind = items.get(cursor.next(widths.version() < 2 ? 2 : 4));
        long method = widths.version() == 0 ? 0 : cursor.next(2) & 15;
        cursor.next(2);
        long base = cursor.next(widths.base());
        long extents = cursor.next(2);
        if (extents == 0) {
            return;
        }
        cursor.next(widths.index());
        long offset = base + cursor.next(widths.offset());
        long length = cursor.next(widths.length());
        cursor.skip((extents - 1) * (widths.index() + widths.offset() + widths.length()));
        if (kind != null && (method == 0 || (method == 1 && itemData >= 0))) {
            keep(kind, method == 0 ? offset : itemData + offset, length);
        }
    }

    private void keep(Kind kind, long position, long length) throws IOException {
        if (kind == Kind.XMP) {
            blocks.addXmp(file.block(position, length));
            return;
        }
        if (position >= 0 && position + 4 < file.size()) {
            // What stands before the TIFF header, such as a preamble, is counted in front.
            long skipped = 4 + file.u32(position);
            blocks.addExif(file.block(position + skipped, length - skipped));
        }
    }

    /** Reads numbers one after the other. */
    private final class Cursor {

        private long position;

        Cursor(long position) {
            this.position = position;
        }

        long next(int bytes) throws IOException {
            long value = file.number(position, bytes);
            position += bytes;
            return value;
        }

        void skip(long bytes) {
            position += bytes;
        }
    }
}
