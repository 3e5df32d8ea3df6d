package dev.imageclustering.vision;

import dev.imageclustering.vision.IsoBoxes.Box;
import dev.imageclustering.vision.UnreadablePicture.Code;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The header of a HEIC or AVIF: the size of its primary picture as its decoder delivers it, cut and turned as the file
 * asks for (ISO/IEC 23008-12, 6.5).
 */
final class HeifLayout {

    private static final int MAX_DEPTH = 4;
    // A grid has at most 256 x 256 tiles.
    private static final int MAX_ITEMS = 1 << 17;
    // Planes of up to 16 bits, what colour conversion makes of them, and the picture in 8 bits.
    private static final int BYTES_PER_PIXEL = 16;

    private final ByteSource source;
    private final PictureLimits limits;
    private final HeifDirectory directory;
    private final HeifStreams streams;
    private long decodedPixels;
    private int decodedItems;

    private HeifLayout(ByteSource source, PictureLimits limits, HeifDirectory directory) {
        this.source = source;
        this.limits = limits;
        this.directory = directory;
        this.streams = new HeifStreams(source, directory, limits);
    }

    static PictureLayout read(ByteSource source, PictureLimits limits) throws IOException, UnreadablePicture {
        HeifLayout layout = new HeifLayout(source, limits, HeifDirectory.read(source));
        long primary = layout.directory.primary();
        PictureFormat format = layout.format(primary, 0);
        layout.checkPropertySizes();
        layout.streams.check();
        layout.addDecoded(primary, 0);
        CodedSize size = layout.displayed(primary);
        limits.check(size.width(), size.height());
        return PictureLayout.of(format, size.width(), size.height())
                .workingIn(source.size() + layout.decodedPixels * BYTES_PER_PIXEL);
    }

    private PictureFormat format(long item, int depth) throws UnreadablePicture {
        int type = directory.type(item);
        List<Long> parts = directory.parts(item);
        if (HeifStreams.isHevc(type)) {
            return PictureFormat.HEIC;
        }
        if (type == HeifStreams.AV1) {
            return PictureFormat.AVIF;
        }
        if (parts.isEmpty() || depth == MAX_DEPTH) {
            throw UnreadablePicture.unsupported("A HEIF picture that is neither HEVC nor AV1 is not supported.");
        }
        return format(parts.getFirst(), depth + 1);
    }

    /** Holds every size to the limits that the file declares for a picture. */
    private void checkPropertySizes() throws IOException, UnreadablePicture {
        for (Box property : directory.properties()) {
            if (property.is("ispe")) {
                CodedSize size = extent(property);
                limits.check(size.width(), size.height());
            }
        }
    }

    /** Adds what decoding an item decodes: a few bytes can name the same tile any number of times. */
    private void addDecoded(long item, int depth) throws IOException, UnreadablePicture {
        Optional<Box> size = IsoBoxes.find(directory.properties(item), "ispe");
        CodedSize extent = size.isPresent() ? extent(size.get()) : CodedSize.NONE;
        decodedPixels += Math.max(extent.pixels(), streams.coded(item).pixels());
        if (decodedPixels > 3 * limits.maxPixels() || ++decodedItems > MAX_ITEMS || depth > MAX_DEPTH) {
            throw new UnreadablePicture(Code.TOO_MANY_PIXELS, "The picture is put together from too many pixels.");
        }
        for (long part : directory.parts(item)) {
            addDecoded(part, depth + 1);
        }
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
