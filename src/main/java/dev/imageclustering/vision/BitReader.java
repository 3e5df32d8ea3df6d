package dev.imageclustering.vision;

/** Reads numbers of some bits, either the most or the least significant bit of a byte first. Not thread-safe. */
final class BitReader {

    private final byte[] bytes;
    private final boolean lowestFirst;
    private int next;

    private BitReader(byte[] bytes, boolean lowestFirst) {
        this.bytes = bytes;
        this.lowestFirst = lowestFirst;
    }

    static BitReader highestFirst(byte[] bytes) {
        return new BitReader(bytes, false);
    }

    static BitReader lowestFirst(byte[] bytes) {
        return new BitReader(bytes, true);
    }

    boolean flag() throws UnreadablePicture {
        return bits(1) == 1;
    }

    /** Reads a number of up to 63 bits. */
    long bits(int count) throws UnreadablePicture {
        long value = 0;
        for (int i = 0; i < count; i++) {
            long bit = bit();
            value = lowestFirst ? value | bit << i : value << 1 | bit;
        }
        return value;
    }

    void skip(int count) throws UnreadablePicture {
        for (int i = 0; i < count; i++) {
            bit();
        }
    }

    /** Reads an Exp-Golomb code: as many zeros as bits follow behind a one. */
    long expGolomb() throws UnreadablePicture {
        int zeros = 0;
        while (!flag()) {
            zeros++;
        }
        if (zeros > 32) {
            throw UnreadablePicture.brokenHeader("A number of the header is too large.");
        }
        return (1L << zeros) - 1 + bits(zeros);
    }

    private int bit() throws UnreadablePicture {
        if (next >> 3 >= bytes.length) {
            throw UnreadablePicture.brokenHeader("The picture data ends within its header.");
        }
        int shift = lowestFirst ? next & 7 : 7 - (next & 7);
        return bytes[next++ >> 3] >> shift & 1;
    }
}
