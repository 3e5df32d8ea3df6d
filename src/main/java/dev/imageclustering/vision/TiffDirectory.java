package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The entries of one TIFF directory; values are read from the file when they are asked for. */
final class TiffDirectory {

    private static final int BIG_TIFF = 43;
    private static final int MAX_ENTRIES = 4096;
    private static final int MAX_TEXT = 64;
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int SIGNED_BYTE = 6;
    private static final int SIGNED_SHORT = 8;
    private static final int SIGNED_LONG = 9;
    private static final int IFD = 13;
    private static final int LONG8 = 16;
    private static final int IFD8 = 18;

    private static final Set<Integer> INTEGERS =
            Set.of(BYTE, SHORT, LONG, SIGNED_BYTE, SIGNED_SHORT, SIGNED_LONG, IFD, LONG8, IFD8);

    private record Entry(int type, long count, long position) {}

    private final ByteSource source;
    private final boolean big;
    private final Map<Integer, Entry> entries = new HashMap<>();
    private final Set<Integer> outside = new HashSet<>();

    private long next;

    private TiffDirectory(ByteSource source, boolean big) {
        this.source = source;
        this.big = big;
    }

    /** Reads the first directory; the source has its byte order and stands behind its mark. */
    static TiffDirectory readFirst(ByteSource source) throws IOException, UnreadablePicture {
        TiffDirectory directory = new TiffDirectory(source, source.u16() == BIG_TIFF);
        if (directory.big) {
            source.skip(4);
        }
        source.seek(directory.offset());
        directory.readEntries();
        return directory;
    }

    /** Reads another directory of the same file. */
    TiffDirectory readAt(long offset) throws IOException, UnreadablePicture {
        TiffDirectory directory = new TiffDirectory(source, big);
        source.seek(offset);
        directory.readEntries();
        return directory;
    }

    /** Reads a directory of a TIFF that has no mark of its own, such as a maker's note. */
    static TiffDirectory readAt(ByteSource source, long offset) throws IOException, UnreadablePicture {
        return new TiffDirectory(source, false).readAt(offset);
    }

    /** Returns where the directory is that follows this one, 0 where none does. */
    long next() {
        return next;
    }

    /** Returns where the values of a tag stand, -1 where it is missing. */
    long position(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? -1 : entry.position;
    }

    /** Returns the characters of a tag, none where it is missing. */
    String text(int tag) throws IOException, UnreadablePicture {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return "";
        }
        source.seek(entry.position);
        return new String(source.bytes((int) Math.min(entry.count, MAX_TEXT)), StandardCharsets.ISO_8859_1);
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** Tells whether there is a tag whose values should stand behind the end of the file; for all else it is missing. */
    boolean isOutside(int tag) {
        return outside.contains(tag);
    }

    /** Tells whether the values of a tag are of a type that {@link #number} reads. */
    boolean hasIntegers(int tag) {
        Entry entry = entries.get(tag);
        return entry != null && INTEGERS.contains(entry.type);
    }

    /** Returns how many values a tag has, 0 where it is missing. */
    long count(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? 0 : entry.count;
    }

    long required(int tag) throws IOException, UnreadablePicture {
        long value = number(tag, -1);
        if (value < 0) {
            throw UnreadablePicture.brokenHeader("The TIFF does not say how large its picture is.");
        }
        return value;
    }

    /** Returns the first value of a tag. */
    long number(int tag, long ifMissing) throws IOException, UnreadablePicture {
        return number(tag, 0, ifMissing);
    }

    long number(int tag, long index, long ifMissing) throws IOException, UnreadablePicture {
        @Nullable Entry entry = entries.get(tag);
        if (entry == null || index >= entry.count) {
            return ifMissing;
        }
        source.seek(entry.position + index * bytes(entry.type));
        return switch (entry.type) {
            case BYTE -> source.u8();
            case SHORT -> source.u16();
            case LONG, IFD -> source.u32();
            case LONG8, IFD8 -> source.u63();
            case SIGNED_BYTE -> (byte) source.u8();
            case SIGNED_SHORT -> (short) source.u16();
            case SIGNED_LONG -> source.i32();
            default -> ifMissing;
        };
    }

    private void readEntries() throws IOException, UnreadablePicture {
        long count = big ? source.u63() : source.u16();
        if (count > MAX_ENTRIES) {
            throw UnreadablePicture.brokenHeader("The TIFF has an impossible number of tags.");
        }
        int inlineBytes = big ? 8 : 4;
        for (long i = 0; i < count; i++) {
            int tag = source.u16();
            int type = source.u16();
            long values = offset();
            long inline = source.position();
            long position = values > inlineBytes / bytes(type) ? offset() : inline;
            keep(tag, new Entry(type, values, position));
            source.seek(inline + inlineBytes);
        }
        // A file may end right behind its last directory.
        next = source.size() - source.position() < inlineBytes ? 0 : offset();
    }

    /** Of two entries of a tag the first counts. */
    private void keep(int tag, Entry entry) {
        if (entry.count > (source.size() - entry.position) / bytes(entry.type)) {
            outside.add(tag);
        } else if (!outside.contains(tag)) {
            entries.putIfAbsent(tag, entry);
        }
    }

    /**
     * Writes a directory of some of the tags, with none to follow it. Values that do not fit into it stay where they are in
     * the file.
     */
    byte[] copyOf(Collection<Integer> tags) throws IOException, UnreadablePicture {
        SortedMap<Integer, Entry> present = new TreeMap<>(entries);
        present.keySet().retainAll(tags);
        int inlineBytes = big ? 8 : 4;
        ByteBuffer copy = ByteBuffer.allocate((big ? 8 : 2) + present.size() * (4 + 2 * inlineBytes) + inlineBytes)
                .order(source.order());
        put(copy, present.size(), big ? 8 : 2);
        for (Map.Entry<Integer, Entry> tag : present.entrySet()) {
            Entry entry = tag.getValue();
            copy.putShort(tag.getKey().shortValue()).putShort((short) entry.type);
            put(copy, entry.count, inlineBytes);
            if (entry.count > inlineBytes / bytes(entry.type)) {
                put(copy, entry.position, inlineBytes);
            } else {
                source.seek(entry.position);
                copy.put(source.bytes(inlineBytes));
            }
        }
        return copy.array();
    }

    private static void put(ByteBuffer target, long number, int bytes) {
        switch (bytes) {
            case 2 -> target.putShort((short) number);
            case 4 -> target.putInt((int) number);
            default -> target.putLong(number);
        }
    }

    private long offset() throws IOException, UnreadablePicture {
        return big ? source.u63() : source.u32();
    }

    /** Returns the size of a value; of an unknown type the smallest. */
    private static int bytes(int type) {
        return switch (type) {
            case SHORT, SIGNED_SHORT -> 2;
            case LONG, SIGNED_LONG, 11, IFD -> 4;
            case 5, 10, 12, LONG8, 17, IFD8 -> 8;
            default -> 1;
        };
    }
}
