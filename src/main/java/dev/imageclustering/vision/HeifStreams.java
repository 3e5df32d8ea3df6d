package dev.imageclustering.vision;

import dev.imageclustering.vision.HeifDirectory.Place;
import dev.imageclustering.vision.IsoBoxes.Box;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The coded streams of the items of a HEIF file. The sizes that they declare of themselves count, wherever they do so: a
 * parameter set may stand among the properties of an item or in its data, and the picture of a mask is decoded too.
 */
final class HeifStreams {

    static final int AV1 = IsoBoxes.fourCc("av01");

    private static final int HEVC = IsoBoxes.fourCc("hvc1");
    private static final int HEVC_OTHER = IsoBoxes.fourCc("hev1");
    private static final int MAX_UNIT_BYTES = 1 << 10;
    private static final int MAX_UNITS = 64;
    // Of all items together: a picture of a hundred megapixels has some thousand tiles of a few units each.
    private static final int MAX_UNITS_IN_DATA = 1 << 20;
    private static final int LENGTH_BYTES_AT = 21;

    private final ByteSource source;
    private final HeifDirectory directory;
    private final PictureLimits limits;
    private final Map<Long, CodedSize> byConfiguration = new HashMap<>();
    private final Map<Place, CodedSize> byPlace = new HashMap<>();
    private int unitsInData;

    HeifStreams(ByteSource source, HeifDirectory directory, PictureLimits limits) {
        this.source = source;
        this.directory = directory;
        this.limits = limits;
    }

    static boolean isHevc(int type) {
        return type == HEVC || type == HEVC_OTHER;
    }

    /** Holds the streams of all items to the limits. */
    void check() throws IOException, UnreadablePicture {
        for (Box property : directory.properties()) {
            if (property.is("hvcC")) {
                ofConfiguration(property);
            }
        }
        for (long item : directory.items()) {
            coded(item);
        }
    }

    /** Returns the size of an item's stream, none where it tells none; each stream is looked into once. */
    CodedSize coded(long item) throws IOException, UnreadablePicture {
        int type = directory.type(item);
        if (type == AV1) {
            return ofData(directory.place(item), 0);
        }
        Optional<Box> configuration =
                isHevc(type) ? IsoBoxes.find(directory.properties(item), "hvcC") : Optional.empty();
        if (configuration.isEmpty() || configuration.get().length() <= LENGTH_BYTES_AT) {
            return CodedSize.NONE;
        }
        source.seek(configuration.get().start() + LENGTH_BYTES_AT);
        int lengthBytes = (source.u8() & 3) + 1;
        CodedSize declared = ofConfiguration(configuration.get());
        return declared.or(ofData(directory.place(item), lengthBytes));
    }

    private CodedSize ofConfiguration(Box configuration) throws IOException, UnreadablePicture {
        CodedSize known = byConfiguration.get(configuration.start());
        if (known == null) {
            known = readConfiguration(configuration);
            byConfiguration.put(configuration.start(), known);
        }
        return known;
    }

    /** Reads what is in the data of an item: units behind a length of so many bytes, or those of AV1 where it is 0. */
    private CodedSize ofData(@Nullable Place place, int lengthBytes) throws IOException, UnreadablePicture {
        if (place == null || place.position() < 0 || place.position() >= source.size()) {
            return CodedSize.NONE;
        }
        CodedSize known = byPlace.get(place);
        if (known == null) {
            known = lengthBytes == 0 ? readAv1(place) : readHevc(place, lengthBytes);
            byPlace.put(place, known);
        }
        return known;
    }

    private CodedSize readConfiguration(Box configuration) throws IOException, UnreadablePicture {
        CodedSize size = CodedSize.NONE;
        source.seek(configuration.start() + LENGTH_BYTES_AT + 1);
        int arrays = source.u8();
        for (int i = 0; i < arrays && source.position() < configuration.end(); i++) {
            int type = source.u8() & 0x3F;
            int units = source.u16();
            for (int j = 0; j < units && j < MAX_UNITS; j++) {
                int length = source.u16();
                if (length > configuration.end() - source.position()) {
                    throw UnreadablePicture.brokenHeader("A parameter set is longer than its box.");
                }
                byte[] unit = source.bytes(length);
                if (unit.length > 2 && (CodedSize.isHevcSequence(type << 1) || CodedSize.isHevcSequence(unit[0]))) {
                    size = size.or(checked(CodedSize.ofHevcSequence(unit)));
                }
            }
        }
        return size;
    }

    private CodedSize readHevc(Place place, int lengthBytes) throws IOException, UnreadablePicture {
        CodedSize size = CodedSize.NONE;
        long end = end(place);
        source.seek(place.position());
        while (source.position() + lengthBytes + 2 < end) {
            long length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = length << 8 | source.u8();
            }
            long start = source.position();
            if (++unitsInData > MAX_UNITS_IN_DATA) {
                throw UnreadablePicture.brokenHeader("The picture data is cut into too many units.");
            }
            if (length > 2 && CodedSize.isHevcSequence(source.u8())) {
                source.seek(start);
                byte[] unit = source.bytes((int) Math.min(Math.min(length, end - start), MAX_UNIT_BYTES));
                size = size.or(checked(CodedSize.ofHevcSequence(unit)));
            }
            source.seek(start + length);
        }
        return size;
    }

    /** Looks through the first units of an AV1 stream for sequence headers. */
    private CodedSize readAv1(Place place) throws IOException, UnreadablePicture {
        CodedSize size = CodedSize.NONE;
        long end = end(place);
        source.seek(place.position());
        for (int i = 0; i < MAX_UNITS && source.position() + 2 < end; i++) {
            int first = source.u8();
            source.skip(first >> 2 & 1);
            long length = (first & 2) != 0 ? leb128() : end - source.position();
            long start = source.position();
            if (CodedSize.isAv1Sequence(first)) {
                long available = Math.min(Math.min(length, source.size() - start), MAX_UNIT_BYTES);
                size = size.or(checked(CodedSize.ofAv1Sequence(source.bytes((int) available))));
            }
            source.seek(start + length);
        }
        return size;
    }

    /** A length of 0 means to the end of the file. */
    private long end(Place place) {
        long present = source.size() - place.position();
        return place.length() <= 0 || place.length() > present ? source.size() : place.position() + place.length();
    }

    private long leb128() throws IOException, UnreadablePicture {
        long value = 0;
        for (int i = 0; i < 5; i++) {
            int next = source.u8();
            value |= (next & 0x7FL) << (7 * i);
            if (next < 0x80) {
                break;
            }
        }
        return value;
    }

    private CodedSize checked(CodedSize coded) throws UnreadablePicture {
        limits.check(coded.width(), coded.height());
        return coded;
    }
}
