package dev.imageclustering.vision;

import dev.imageclustering.vision.IsoBoxes.Box;
import dev.imageclustering.vision.PictureLayout.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Where the JPEGs stand in a CR3, the raw file of Canon since 2018, which is an ISO media file: the camera's rendering in
 * full size is the only sample of a track, a smaller one lies in a box of Canon's own, a thumbnail among the metadata.
 * Canon publishes nothing; the layout is the one that others have found (L. Clévy, <i>Describing the Canon Raw v3 file
 * format</i>).
 */
final class CanonRaw3 {

    private static final byte[] METADATA = uuid("85c0b687820f11e08111f4ce462b6a48");
    private static final byte[] PREVIEW = uuid("eaf42b5e1c984b88b9fbb7dc406e4d16");
    private static final int UUID_BYTES = 16;
    // Behind its own mark the box with the preview has eight bytes before the box within.
    private static final int PREVIEW_HEADER = 8;
    private static final int PREVIEW_LENGTH = 12;
    private static final int THUMBNAIL_LENGTH = 8;
    private static final int JPEG = 16;
    private static final int MAX_TRACKS = 16;

    private final ByteSource source;
    private final List<Part> found = new ArrayList<>();

    private CanonRaw3(ByteSource source) {
        this.source = source;
    }

    /** Returns the places at which a JPEG may stand; nothing there is looked at yet. */
    static List<Part> previews(ByteSource source) throws IOException, UnreadablePicture {
        CanonRaw3 raw = new CanonRaw3(source);
        for (Box box : IsoBoxes.between(source, 0, source.size())) {
            if (box.is("moov")) {
                raw.searchMovie(box);
            } else if (raw.isOf(box, PREVIEW)) {
                raw.addFirst("PRVW", box.start() + UUID_BYTES + PREVIEW_HEADER, box.end(), PREVIEW_LENGTH);
            }
        }
        return raw.found;
    }

    private void searchMovie(Box movie) throws IOException, UnreadablePicture {
        int tracks = 0;
        for (Box box : IsoBoxes.between(source, movie.start(), movie.end())) {
            if (box.is("trak") && tracks++ < MAX_TRACKS) {
                addSample(box);
            } else if (isOf(box, METADATA)) {
                addFirst("THMB", box.start() + UUID_BYTES, box.end(), THUMBNAIL_LENGTH);
            }
        }
    }

    private void addFirst(String name, long start, long end, int lengthAt) throws IOException, UnreadablePicture {
        Optional<Box> box = IsoBoxes.find(IsoBoxes.between(source, start, end), name);
        if (box.isPresent() && box.get().length() > JPEG) {
            source.seek(box.get().start() + lengthAt);
            long length = source.u32();
            long jpeg = box.get().start() + JPEG;
            found.add(new Part(jpeg, Math.min(length, box.get().end() - jpeg)));
        }
    }

    /** Adds a track's first sample, whatever it is: a JPEG, an exposure or the camera's notes. */
    private void addSample(Box track) throws IOException, UnreadablePicture {
        Optional<Box> table = inside(track, "mdia");
        for (String name : List.of("minf", "stbl")) {
            table = table.isEmpty() ? table : inside(table.get(), name);
        }
        Optional<Box> sizes = table.isEmpty() ? table : inside(table.get(), "stsz");
        if (sizes.isEmpty()) {
            return;
        }
        Optional<Box> wide = inside(table.get(), "co64");
        Optional<Box> places = wide.isPresent() ? wide : inside(table.get(), "stco");
        if (places.isPresent()) {
            long length = firstSize(sizes.get());
            source.seek(places.get().start() + 8);
            found.add(new Part(wide.isPresent() ? source.u63() : source.u32(), length));
        }
    }

    /** All samples of a track may be of one size, which then stands before the table. */
    private long firstSize(Box sizes) throws IOException, UnreadablePicture {
        source.seek(sizes.start() + 4);
        long ofAll = source.u32();
        source.skip(4);
        return ofAll == 0 ? source.u32() : ofAll;
    }

    private Optional<Box> inside(Box box, String name) throws IOException, UnreadablePicture {
        return IsoBoxes.find(IsoBoxes.between(source, box.start(), box.end()), name);
    }

    private boolean isOf(Box box, byte[] uuid) throws IOException, UnreadablePicture {
        if (!box.is("uuid") || box.length() < UUID_BYTES) {
            return false;
        }
        source.seek(box.start());
        return Arrays.equals(source.bytes(UUID_BYTES), uuid);
    }

    private static byte[] uuid(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
