package dev.imageclustering.vision;

import dev.imageclustering.vision.PictureLayout.Part;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the JPEGs stand in an X3F, the raw file of Sigma: in image sections, which a directory names whose place is the
 * last number of the file (Foveon, <i>X3F Raw File Format Specification</i>, 2003). The first cameras, SD9 and SD10, kept
 * no JPEG.
 */
final class SigmaRaw {

    private static final int DIRECTORY = littleEndian("SECd");
    private static final int SECTION = littleEndian("SECi");
    private static final int IMAGE = littleEndian("IMAG");
    private static final int SECOND_IMAGE = littleEndian("IMA2");
    private static final int AS_JPEG = 18;
    private static final int SECTION_HEADER = 28;
    private static final int MAX_SECTIONS = 1000;

    private record Section(long start, long length, int type) {}

    private SigmaRaw() {}

    /** Returns the places at which a JPEG should stand; nothing there is looked at yet. */
    static List<Part> previews(ByteSource source) throws IOException, UnreadablePicture {
        source.order(ByteOrder.LITTLE_ENDIAN);
        source.seek(source.size() - 4);
        source.seek(source.u32());
        if (source.i32() != DIRECTORY) {
            throw UnreadablePicture.brokenHeader("The raw file of Sigma has no directory where its end says.");
        }
        source.skip(4);
        long count = Math.min(source.u32(), MAX_SECTIONS);
        List<Section> sections = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            sections.add(new Section(source.u32(), source.u32(), source.i32()));
        }
        List<Part> previews = new ArrayList<>();
        for (Section section : sections) {
            if (isJpeg(source, section)) {
                previews.add(new Part(section.start() + SECTION_HEADER, section.length() - SECTION_HEADER));
            }
        }
        return previews;
    }

    private static boolean isJpeg(ByteSource source, Section section) throws IOException, UnreadablePicture {
        boolean image = section.type() == IMAGE || section.type() == SECOND_IMAGE;
        if (!image || section.length() <= SECTION_HEADER || section.length() > source.size() - section.start()) {
            return false;
        }
        source.seek(section.start());
        if (source.i32() != SECTION) {
            return false;
        }
        source.skip(8);
        return source.i32() == AS_JPEG;
    }

    private static int littleEndian(String name) {
        return Integer.reverseBytes(IsoBoxes.fourCc(name));
    }
}
