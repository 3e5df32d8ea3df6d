package dev.imageclustering.vision;

import java.io.IOException;

/**
 * The headers of a JPEG 2000 codestream (ITU-T T.800, annex A). Besides the size they say into how many tiles, code
 * blocks and precincts the picture is cut; the decoder keeps an object for each, so a small file could ask for billions.
 */
final class Jpeg2000Codestream {

    private static final int SIZE = 0xFF51;
    private static final int CODING_STYLE = 0xFF52;
    private static final int COMPONENT_CODING_STYLE = 0xFF53;
    private static final int PACKED_HEADERS = 0xFF60;
    private static final int PACKED_TILE_HEADERS = 0xFF61;
    private static final int START_OF_TILE_PART = 0xFF90;
    private static final int START_OF_DATA = 0xFF93;
    private static final int END = 0xFFD9;

    private static final int MAX_TILES = 65_535;
    private static final int MAX_COMPONENTS = 5;
    private static final int NOT_TOLD = -1;
    private static final int MAX_LAYERS = 256;
    // Exponents of two: code blocks of at least 16 x 16 or the like, precincts of at least 32 x 32.
    private static final int MIN_BLOCK_AREA = 8;
    private static final int MIN_PRECINCT_SIDE = 5;
    // Of a tile: coefficients as 32-bit numbers at two stages of the synthesis, and the bookkeeping of code blocks.
    private static final int BYTES_PER_SAMPLE = 12;

    private final ByteSource source;
    private int components;
    private int halvings = NOT_TOLD;

    private Jpeg2000Codestream(ByteSource source) {
        this.source = source;
    }

    /** Reads and checks the headers, of which the source is at the start. */
    static PictureLayout read(ByteSource source, PictureLimits limits) throws IOException, UnreadablePicture {
        Jpeg2000Codestream codestream = new Jpeg2000Codestream(source);
        source.skip(2);
        if (source.u16() != SIZE) {
            throw UnreadablePicture.brokenHeader("The JPEG 2000 codestream does not start with its size.");
        }
        PictureLayout layout = codestream.readSize(limits);
        codestream.readMainHeader();
        return layout.halvedUpTo(Math.max(0, codestream.halvings));
    }

    private PictureLayout readSize(PictureLimits limits) throws IOException, UnreadablePicture {
        long end = source.position() + source.u16();
        source.u16();
        long right = source.u32();
        long bottom = source.u32();
        long left = source.u32();
        long top = source.u32();
        limits.check(right - left, bottom - top);
        // The grid starts at its origin, so one that is far from the picture counts like a larger picture.
        limits.check(right, bottom);
        long tilePixels = readTilePixels(right, bottom);
        components = source.u16();
        if (components < 1 || components > MAX_COMPONENTS) {
            throw UnreadablePicture.unsupported("JPEG 2000 with %d components is not supported.".formatted(components));
        }
        source.seek(end);
        return PictureLayout.of(PictureFormat.JPEG_2000, right - left, bottom - top)
                .workingIn((tilePixels * BYTES_PER_SAMPLE + right * bottom) * components);
    }

    /** Returns the pixels of a tile: one at a time is decoded. */
    private long readTilePixels(long right, long bottom) throws IOException, UnreadablePicture {
        long tileWidth = source.u32();
        long tileHeight = source.u32();
        source.skip(8);
        if (tileWidth == 0 || tileHeight == 0) {
            throw UnreadablePicture.brokenHeader("The JPEG 2000 picture has tiles of no size.");
        }
        if ((right / tileWidth + 1) * (bottom / tileHeight + 1) > MAX_TILES) {
            throw UnreadablePicture.unsupported("The JPEG 2000 picture is cut into too many tiles.");
        }
        return Math.min(tileWidth, right) * Math.min(tileHeight, bottom);
    }

    private void readMainHeader() throws IOException, UnreadablePicture {
        int marker = source.u16();
        while (marker != START_OF_TILE_PART) {
            readSegment(marker);
            marker = source.u16();
        }
        readTileParts();
    }

    /** Follows the tile parts by their lengths; one may change the coding style. A last one of length 0 goes to the end. */
    private void readTileParts() throws IOException, UnreadablePicture {
        boolean more = true;
        while (more) {
            long start = source.position() - 2;
            source.skip(4);
            long length = source.u32();
            source.skip(2);
            int marker = source.u16();
            while (marker != START_OF_DATA) {
                readSegment(marker);
                marker = source.u16();
            }
            more = length >= 14 && start + length <= source.size() - 2;
            if (more) {
                source.seek(start + length);
                more = source.u16() == START_OF_TILE_PART;
            }
        }
    }

    private void readSegment(int marker) throws IOException, UnreadablePicture {
        if (marker < 0xFF00 || marker == END) {
            throw UnreadablePicture.brokenHeader("The JPEG 2000 codestream ends within its header.");
        }
        if (marker == PACKED_HEADERS || marker == PACKED_TILE_HEADERS) {
            // The decoder waits forever for a bit behind the end of these.
            throw UnreadablePicture.unsupported("JPEG 2000 with packed headers is not supported.");
        }
        long end = source.position() + source.u16();
        if (marker == CODING_STYLE) {
            boolean precincts = (source.u8() & 1) == 1;
            source.u8();
            checkLayers(source.u16());
            source.u8();
            checkBlocks(precincts);
        } else if (marker == COMPONENT_CODING_STYLE) {
            source.u8();
            checkBlocks((source.u8() & 1) == 1);
        }
        source.seek(end);
    }

    private static void checkLayers(int layers) throws UnreadablePicture {
        if (layers > MAX_LAYERS) {
            throw UnreadablePicture.unsupported("JPEG 2000 in %d layers is not supported.".formatted(layers));
        }
    }

    private void checkBlocks(boolean precincts) throws IOException, UnreadablePicture {
        int levels = source.u8();
        // The reader counts the levels from the fewest that any component of any tile has.
        halvings = halvings == NOT_TOLD || halvings == levels ? levels : 0;
        int blockArea = source.u8() + source.u8() + 4;
        source.skip(2);
        boolean tooSmall = blockArea < MIN_BLOCK_AREA;
        for (int level = 0; precincts && level <= levels; level++) {
            int sides = source.u8();
            tooSmall |= Math.min(sides & 0x0F, sides >> 4) < MIN_PRECINCT_SIDE;
        }
        if (tooSmall) {
            throw UnreadablePicture.unsupported("The JPEG 2000 picture is cut into too small blocks.");
        }
    }
}
