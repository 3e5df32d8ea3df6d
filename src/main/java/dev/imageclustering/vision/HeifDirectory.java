package dev.imageclustering.vision;

import dev.imageclustering.vision.IsoBoxes.Box;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items of a HEIF file: their types, properties, parts and places (ISO/IEC 23008-12, 6 and 9). */
final class HeifDirectory {

    private static final int MAX_ITEMS = 70_000;

    /** Where an item's first bytes stand in the file. */
    record Place(long position, long length) {}

    private final ByteSource source;
    private final Map<Long, Integer> types = new HashMap<>();
    private final Map<Long, List<Box>> properties = new HashMap<>();
    private final Map<Long, List<Long>> parts = new HashMap<>();
    private final Map<Long, Place> places = new HashMap<>();
    private List<Box> allProperties = List.of();
    private long primary = -1;

    private HeifDirectory(ByteSource source) {
        this.source = source;
    }

    /** Reads the boxes that describe the items; what is doubtful in them is refused. */
    static HeifDirectory read(ByteSource source) throws IOException, UnreadablePicture {
        HeifDirectory directory = new HeifDirectory(source);
        Box meta = required(IsoBoxes.between(source, 0, source.size()), "meta");
        List<Box> boxes = IsoBoxes.between(source, meta.start() + 4, meta.end());
        directory.readPrimary(required(boxes, "pitm"));
        directory.readTypes(required(boxes, "iinf"));
        directory.readProperties(required(boxes, "iprp"));
        directory.readLocations(
                required(boxes, "iloc"), IsoBoxes.find(boxes, "idat").orElse(null));
        Box references = IsoBoxes.find(boxes, "iref").orElse(null);
        if (references != null) {
            directory.readReferences(references);
        }
        return directory;
    }

    long primary() {
        return primary;
    }

    /** Returns the four characters of an item's type as a number, 0 where there is no such item. */
    int type(long item) {
        return types.getOrDefault(item, 0);
    }

    /** Returns all items that have a type. */
    Set<Long> items() {
        return types.keySet();
    }

    List<Box> properties(long item) {
        return properties.getOrDefault(item, List.of());
    }

    /** Returns the properties of all items. */
    List<Box> properties() {
        return allProperties;
    }

    /** Returns the items that an item is put together from; one that is used twice stands there twice. */
    List<Long> parts(long item) {
        return parts.getOrDefault(item, List.of());
    }

    @Nullable
    Place place(long item) {
        return places.get(item);
    }

    static Box required(List<Box> boxes, String name) throws UnreadablePicture {
        return IsoBoxes.find(boxes, name)
                .orElseThrow(() -> UnreadablePicture.brokenHeader("The file has no box %s.".formatted(name)));
    }

    private void readPrimary(Box box) throws IOException, UnreadablePicture {
        source.seek(box.start());
        int version = readVersion();
        primary = id(version > 0);
    }

    private void readTypes(Box box) throws IOException, UnreadablePicture {
        source.seek(box.start());
        long start = box.start() + 4 + (readVersion() == 0 ? 2 : 4);
        for (Box entry : IsoBoxes.between(source, start, box.end())) {
            source.seek(entry.start());
            int version = readVersion();
            if (entry.is("infe") && version >= 2) {
                long item = id(version > 2);
                source.skip(2);
                types.put(item, source.i32());
            }
        }
    }

    private void readProperties(Box box) throws IOException, UnreadablePicture {
        List<Box> boxes = IsoBoxes.between(source, box.start(), box.end());
        Box container = required(boxes, "ipco");
        allProperties = IsoBoxes.between(source, container.start(), container.end());
        for (Box associations : boxes) {
            if (associations.is("ipma")) {
                readAssociations(associations);
            }
        }
    }

    private void readAssociations(Box box) throws IOException, UnreadablePicture {
        source.seek(box.start());
        long versionAndFlags = source.u32();
        boolean wide = (versionAndFlags & 1) == 1;
        long count = source.u32();
        for (long i = 0; i < Math.min(count, MAX_ITEMS) && source.position() < box.end(); i++) {
            long item = id(versionAndFlags >> 24 > 0);
            List<Box> own = new ArrayList<>();
            int owned = source.u8();
            for (int j = 0; j < owned; j++) {
                int index = wide ? source.u16() & 0x7FFF : source.u8() & 0x7F;
                if (index >= 1 && index <= allProperties.size()) {
                    own.add(allProperties.get(index - 1));
                }
            }
            properties.putIfAbsent(item, own);
        }
    }

    private void readReferences(Box box) throws IOException, UnreadablePicture {
        source.seek(box.start());
        boolean wide = readVersion() > 0;
        for (Box reference : IsoBoxes.between(source, box.start() + 4, box.end())) {
            if (reference.is("dimg")) {
                source.seek(reference.start());
                List<Long> used = parts.computeIfAbsent(id(wide), _ -> new ArrayList<>());
                int count = source.u16();
                for (int i = 0; i < count && used.size() < MAX_ITEMS && source.position() < reference.end(); i++) {
                    used.add(id(wide));
                }
            }
        }
    }

    /** Reads where items stand. Only the first of several extents is kept: the headers of a picture are in it. */
    private void readLocations(Box box, @Nullable Box data) throws IOException, UnreadablePicture {
        source.seek(box.start());
        int version = readVersion();
        int sizes = source.u16();
        long count = version < 2 ? source.u16() : source.u32();
        for (long i = 0; i < Math.min(count, MAX_ITEMS) && source.position() < box.end(); i++) {
            long item = id(version == 2);
            int method = version == 0 ? 0 : source.u16() & 15;
            source.skip(2);
            long base = number(sizes >> 4 & 15);
            int extents = source.u16();
            if (extents > 0) {
                long before = source.position();
                number(version == 0 ? 0 : sizes & 15);
                long offset = base + number(sizes >> 12 & 15);
                long length = number(sizes >> 8 & 15);
                if (method <= 1) {
                    long start = method == 1 && data != null ? data.start() : 0;
                    places.putIfAbsent(item, new Place(start + offset, length));
                }
                source.skip((extents - 1) * (source.position() - before));
            }
        }
    }

    /** Reads the version of a full box, and passes its flags. */
    private int readVersion() throws IOException, UnreadablePicture {
        return (int) (source.u32() >> 24);
    }

    private long id(boolean wide) throws IOException, UnreadablePicture {
        return wide ? source.u32() : source.u16();
    }

    private long number(int bytes) throws IOException, UnreadablePicture {
        return switch (bytes) {
            case 0 -> 0;
            case 4 -> source.u32();
            case 8 -> source.u63();
            default -> throw UnreadablePicture.brokenHeader("The places of the items have an impossible width.");
        };
    }
}
