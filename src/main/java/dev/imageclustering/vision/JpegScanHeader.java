package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has to be known to read the one scan of a sequential JPEG of 8 bits with Huffman codes (ITU-T T.81, B.2), which is
 * what cameras write.
 *
 * @param components grey, or luma and two colours, in the order of the scan
 * @param restartInterval units between two restart markers, 0 for none
 * @param dataStart where the coded data begins in the source
 */
record JpegScanHeader(int width, int height, List<Component> components, int restartInterval, long dataStart) {

    private static final int SOI = 0xD8;
    private static final int SOF0 = 0xC0;
    private static final int SOF1 = 0xC1;
    private static final int DHT = 0xC4;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DRI = 0xDD;
    private static final int TABLES = 4;
    private static final int COEFFICIENTS = 64;
    private static final int MOST_SAMPLING = 4;

    /**
     * A component of the picture.
     *
     * @param across blocks in a unit, side by side
     * @param down blocks in a unit, one above the other
     * @param steps of the quantisation in the order of the file
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Component(int across, int down, int[] steps, HuffmanTable constants, HuffmanTable others) {}

    /** A component as its frame tells it. */
    private record Sampled(int id, int across, int down, int steps) {}

    /**
     * Reads a header, of a file that another check has found to be a JPEG.
     *
     * @param source moved by the reading, wherever it was
     * @return nothing for JPEGs of other kinds: progressive, arithmetic, lossless, CMYK, in several scans
     */
    static Optional<JpegScanHeader> read(ByteSource source) throws IOException, UnreadablePicture {
        source.seek(0);
        source.order(ByteOrder.BIG_ENDIAN);
        return source.u16() == (0xFF00 | SOI) ? new Reading(source).header() : Optional.empty();
    }

    /** The tables that were met so far. */
    private static final class Reading {

        private final ByteSource source;
        private final int[][] steps = new int[TABLES][];
        private final HuffmanTable[] constants = new HuffmanTable[TABLES];
        private final HuffmanTable[] others = new HuffmanTable[TABLES];
        private final List<Sampled> frame = new ArrayList<>();
        private int width;
        private int height;
        private int restartInterval;

        Reading(ByteSource source) {
            this.source = source;
        }

        Optional<JpegScanHeader> header() throws IOException, UnreadablePicture {
            while (source.passNext(0xFF)) {
                int marker = source.u8();
                if (marker == 0xFF) {
                    source.skip(-1);
                    continue;
                }
                if (isOtherFrame(marker)) {
                    return Optional.empty();
                }
                long end = source.position() + Math.max(source.u16(), 2);
                if (marker == SOS) {
                    return scan(end);
                }
                readSegment(marker, end);
                source.seek(end);
            }
            return Optional.empty();
        }

        private static boolean isOtherFrame(int marker) {
            return marker > SOF1 && marker < SOI && marker != DHT;
        }

        private void readSegment(int marker, long end) throws IOException, UnreadablePicture {
            switch (marker) {
                case DQT -> readSteps(end);
                case DHT -> readCodes(end);
                case DRI -> restartInterval = source.u16();
                case SOF0, SOF1 -> readFrame();
                default -> {}
            }
        }

        private void readSteps(long end) throws IOException, UnreadablePicture {
            while (source.position() < end) {
                int kind = source.u8();
                int[] table = new int[COEFFICIENTS];
                for (int i = 0; i < COEFFICIENTS; i++) {
                    table[i] = kind >> 4 == 0 ? source.u8() : source.u16();
                }
                steps[kind & 3] = table;
            }
        }

        private void readCodes(long end) throws IOException, UnreadablePicture {
            while (source.position() < end) {
                int kind = source.u8();
                HuffmanTable[] tables = kind >> 4 == 0 ? constants : others;
                tables[kind & 3] = HuffmanTable.read(source);
            }
        }

        private void readFrame() throws IOException, UnreadablePicture {
            frame.clear();
            boolean eightBits = source.u8() == 8;
            height = source.u16();
            width = source.u16();
            int count = source.u8();
            for (int i = 0; i < count && eightBits; i++) {
                int id = source.u8();
                int sampling = source.u8();
                frame.add(new Sampled(id, sampling >> 4, sampling & 0xF, source.u8() & 3));
            }
        }

        private Optional<JpegScanHeader> scan(long end) throws IOException, UnreadablePicture {
            int count = source.u8();
            if (count != frame.size() || (count != 1 && count != 3) || width == 0 || height == 0) {
                return Optional.empty();
            }
            List<Component> components = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int id = source.u8();
                int tables = source.u8();
                Sampled sampled = frame.get(i);
                if (sampled.id() != id || !isPossible(sampled, tables)) {
                    return Optional.empty();
                }
                components.add(component(sampled, tables, count == 1));
            }
            return Optional.of(new JpegScanHeader(width, height, List.copyOf(components), restartInterval, end));
        }

        // A picture of one component comes block by block, whatever sampling is told.
        private Component component(Sampled sampled, int tables, boolean alone) {
            int across = alone ? 1 : sampled.across();
            int down = alone ? 1 : sampled.down();
            return new Component(across, down, steps[sampled.steps()], constants[tables >> 4 & 3], others[tables & 3]);
        }

        // The negated forms: tables that never came are null.
        @SuppressWarnings("NullAway")
        private boolean isPossible(Sampled sampled, int tables) {
            boolean sampling = sampled.across() >= 1
                    && sampled.down() >= 1
                    && sampled.across() <= MOST_SAMPLING
                    && sampled.down() <= MOST_SAMPLING;
            return sampling
                    && steps[sampled.steps()] != null
                    && constants[tables >> 4 & 3] != null
                    && others[tables & 3] != null;
        }
    }
}
