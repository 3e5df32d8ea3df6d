package dev.imageclustering.vision;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks the boxes of an ISO media file (ISO/IEC 14496-12, 4.2). */
final class IsoBoxes {

    private static final int MAX_BOXES = 10_000;

    /**
     * A box.
     *
     * @param start where its content starts in the file
     * @param end where it ends, at most the end of what it stands in
     */
    record Box(int type, long start, long end) {

        boolean is(String name) {
            return type == fourCc(name);
        }

        long length() {
            return end - start;
        }
    }

    private IsoBoxes() {}

    /** Returns the boxes between two positions; a last one that ends behind is cut there. */
    static List<Box> between(ByteSource source, long start, long end) throws IOException, UnreadablePicture {
        List<Box> boxes = new ArrayList<>();
        long position = start;
        while (position + 8 <= end) {
            source.seek(position);
            long length = source.u32();
            int type = source.i32();
            if (length == 1) {
                length = source.u63();
            } else if (length == 0) {
                length = end - position;
            }
            long content = source.position();
            if (length < content - position || boxes.size() == MAX_BOXES) {
                throw UnreadablePicture.brokenHeader("A box of the file has an impossible length.");
            }
            position += Math.min(length, end - position);
            boxes.add(new Box(type, Math.min(content, position), position));
        }
        return boxes;
    }

    static Optional<Box> find(List<Box> boxes, String name) {
        return boxes.stream().filter(box -> box.is(name)).findFirst();
    }

    /** Returns the big-endian number that four characters make. */
    static int fourCc(String name) {
        return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
    }
}
