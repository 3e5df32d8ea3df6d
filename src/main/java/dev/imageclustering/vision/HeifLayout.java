package dev.imageclustering.vision;

import dev.imageclustering.vision.HeifDirectory.Place;
import dev.imageclustering.vision.IsoBoxes.Box;
import dev.imageclustering.vision.UnreadablePicture.Code;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header of a HEIC or AVIF: the size of its primary picture as its decoder delivers it, cut and turned as the file
 * asks for (ISO/IEC 23008-12, 6.5).
 */
final class HeifLayout {

    private static final int HEVC = IsoBoxes.fourCc("hvc1");
    private static final int HEVC_OTHER = IsoBoxes.fourCc("hev1");
    private static final int AV1 = IsoBoxes.fourCc("av01");
    private static final int MAX_DEPTH = 4;
    // A grid has at most 256 x 256 tiles.
    private static final int MAX_ITEMS = 1 << 17;
    private static final int MAX_UNIT_BYTES = 1 << 10;
    private static final int MAX_UNITS = 64;
    // Planes of up to 16 bits, what colour conversion makes of them, and the picture in 8 bits.
    private static final int BYTES_PER_PIXEL = 16;

    private final ByteSource source;
    private final PictureLimits limits;
    private final HeifDirectory directory;
    private final Set<Long> streamsChecked = new HashSet<>();
    private long decodedPixels;
    private int decodedItems;

    private HeifLayout(ByteSource source, PictureLimits limits, HeifDirectory directory) {
        this.source = source;
        this.limits = limits;
        this.directory = directory;
    }

    static PictureLayout read(ByteSource source, PictureLimits limits) throws IOException, UnreadablePicture {
        HeifLayout layout = new HeifLayout(source, limits, HeifDirectory.read(source));
        long primary = layout.directory.primary();
        PictureFormat format = layout.format(primary, 0);
        layout.checkPropertySizes();
        layout.addDecoded(primary, 0);
        CodedSize size = layout.displayed(primary);
        limits.check(size.width(), size.height());
        return PictureLayout.of(format, size.width(), size.height())
                .workingIn(source.size() + layout.decodedPixels * BYTES_PER_PIXEL);
    }

    private PictureFormat format(long item, int depth) throws UnreadablePicture {
        int type = directory.type(item);
        List<Long> parts = directory.parts(item);
        if (type == HEVC || type == HEVC_OTHER) {
            return PictureFormat.HEIC;
        }
        if (type == AV1) {
            return PictureFormat.AVIF;
        }
        if (parts.isEmpty() || depth == MAX_DEPTH) {
            throw UnreadablePicture.unsupported("A HEIF picture that is neither HEVC nor AV1 is not supported.");
        }
        return format(parts.getFirst(), depth + 1);
    }

    /** Holds every declared size to the limits, of pictures and of the streams that they are decoded from. */
    private void checkPropertySizes() throws IOException, UnreadablePicture {
        for (Box property : directory.properties()) {
            if (property.is("ispe")) {
                CodedSize size = extent(property);
                limits.check(size.width(), size.height());
            } else if (property.is("hvcC")) {
                checkHevc(property);
            }
        }
    }

    private void checkHevc(Box configuration) throws IOException, UnreadablePicture {
        source.seek(configuration.start() + 22);
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
                    check(CodedSize.ofHevcSequence(unit));
                }
            }
        }
    }

    /** Adds what decoding an item decodes: a few bytes can name the same tile any number of times. */
    private void addDecoded(long item, int depth) throws IOException, UnreadablePicture {
        Optional<Box> size = IsoBoxes.find(directory.properties(item), "ispe");
        if (size.isPresent()) {
            CodedSize extent = extent(size.get());
            decodedPixels += extent.width() * extent.height();
        }
        if (decodedPixels > 3 * limits.maxPixels() || ++decodedItems > MAX_ITEMS || depth > MAX_DEPTH) {
            throw new UnreadablePicture(Code.TOO_MANY_PIXELS, "The picture is put together from too many pixels.");
        }
        if (directory.type(item) == AV1 && streamsChecked.add(item)) {
            checkAv1(directory.place(item));
        }
        for (long part : directory.parts(item)) {
            addDecoded(part, depth + 1);
        }
    }

    /** Looks through the first units of an AV1 stream for its sequence header. */
    private void checkAv1(@Nullable Place place) throws IOException, UnreadablePicture {
        if (place == null || place.position() < 0 || place.position() >= source.size()) {
            return;
        }
        long end = Math.min(source.size(), place.position() + place.length());
        source.seek(place.position());
        for (int i = 0; i < MAX_UNITS && source.position() + 2 < end; i++) {
            int first = source.u8();
            source.skip(first >> 2 & 1);
            long length = (first & 2) != 0 ? leb128() : end - source.position();
            if (CodedSize.isAv1Sequence(first)) {
                long available = Math.min(Math.min(length, source.size() - source.position()), MAX_UNIT_BYTES);
                check(CodedSize.ofAv1Sequence(source.bytes((int) available)));
                return;
            }
            source.skip(length);
        }
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

    private void check(CodedSize coded) throws UnreadablePicture {
        limits.check(coded.width(), coded.height());
    }

    private CodedSize displayed(long item) throws IOException, UnreadablePicture {
        Box declared = HeifDirectory.required(directory.properties(item), "ispe");
        CodedSize size = extent(declared);
        for (Box property : directory.properties(item)) {
            if (property.is("clap")) {
                size = cut(property, size);
            } else if (property.is("irot")) {
                source.seek(property.start());
                boolean quarter = (source.u8() & 1) == 1;
                size = quarter ? new CodedSize(/* width= */ size.height(), /* height= */ size.width()) : size;
            }
        }
        return size;
    }

    private CodedSize extent(Box property) throws IOException, UnreadablePicture {
        source.seek(property.start() + 4);
        return new CodedSize(source.u32(), source.u32());
    }

    private CodedSize cut(Box property, CodedSize whole) throws IOException, UnreadablePicture {
        source.seek(property.start());
        long width = fraction(whole.width());
        return new CodedSize(width, fraction(whole.height()));
    }

    private long fraction(long most) throws IOException, UnreadablePicture {
        long numerator = source.u32();
        long denominator = source.u32();
        return denominator == 0 ? most : Math.clamp(numerator / denominator, 1, most);
    }
}
