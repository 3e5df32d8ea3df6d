package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * The chunks of a PNG that make the picture, as a PNG of their own. Of a picture with a palette the JDK's reader keeps
 * every chunk to the end of the file in memory, several times as large, though it is told that nobody asks for them.
 */
final class PngSelection {

    private static final int HEADER = 0x49484452;
    private static final int PALETTE = 0x504C5445;
    private static final int TRANSPARENCY = 0x74524E53;
    private static final int DATA = 0x49444154;
    private static final int END = 0x49454E44;
    private static final int LENGTH_AND_TYPE = 8;
    private static final int MAX_SMALL_BYTES = 3 * 256;

    private final SplicedBytes selected;
    private boolean header;
    private boolean palette;
    private boolean transparency;
    private boolean data;

    private PngSelection(ByteSource file) {
        this.selected = new SplicedBytes(file);
    }

    /** Selects from a file whose header is read and accepted. */
    static PictureBytes of(ByteSource file) throws IOException, UnreadablePicture {
        file.order(ByteOrder.BIG_ENDIAN);
        PngSelection selection = new PngSelection(file);
        selection.selected.addFromFile(0, PngLayout.SIGNATURE_BYTES);
        long position = PngLayout.SIGNATURE_BYTES;
        while (position >= 0 && position + LENGTH_AND_TYPE <= file.size()) {
            file.seek(position);
            long length = file.u32();
            position = selection.pass(file.i32(), position, LENGTH_AND_TYPE + length + PngLayout.CHECKSUM_BYTES);
        }
        return selection.selected;
    }

    /** Takes a chunk, or leaves it out; returns where the next one is, -1 behind the last. */
    private long pass(int type, long position, long bytes) throws UnreadablePicture {
        if (isWanted(type, bytes)) {
            selected.addFromFile(position, bytes);
        }
        return type == END ? -1 : position + bytes;
    }

    private boolean isWanted(int type, long bytes) {
        boolean small = bytes <= MAX_SMALL_BYTES + LENGTH_AND_TYPE + PngLayout.CHECKSUM_BYTES;
        boolean wanted = switch (type) {
            case HEADER -> small && !header;
            case PALETTE -> small && !palette && !data;
            case TRANSPARENCY -> small && !transparency && !data;
            case DATA, END -> true;
            default -> false;
        };
        header |= type == HEADER;
        palette |= wanted && type == PALETTE;
        transparency |= wanted && type == TRANSPARENCY;
        data |= type == DATA;
        return wanted;
    }
}
