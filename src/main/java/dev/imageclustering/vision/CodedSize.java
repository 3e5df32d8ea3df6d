package dev.imageclustering.vision;

import java.util.Arrays;

/**
 * The size of the pictures of an HEVC or AV1 stream, as its own headers declare it. It is by this size that a decoder
 * allocates, whatever the file around the stream says.
 */
record CodedSize(long width, long height) {

    static final CodedSize NONE = new CodedSize(0, 0);

    private static final int HEVC_SEQUENCE = 33;
    private static final int AV1_SEQUENCE = 1;

    long pixels() {
        return width * height;
    }

    /** Returns the one with more pixels. */
    CodedSize or(CodedSize other) {
        return pixels() >= other.pixels() ? this : other;
    }

    /** Reads the sequence parameter set of HEVC, from its header on (ITU-T H.265, 7.3.2.2). */
    static CodedSize ofHevcSequence(byte[] unit) throws UnreadablePicture {
        BitReader bits = BitReader.highestFirst(withoutEmulation(unit));
        bits.skip(16 + 4);
        int subLayers = (int) bits.bits(3);
        bits.skip(1);
        skipProfileTierLevel(bits, subLayers);
        bits.expGolomb();
        if (bits.expGolomb() == 3) {
            bits.skip(1);
        }
        return new CodedSize(bits.expGolomb(), bits.expGolomb());
    }

    /** Tells whether a unit of HEVC, from its header on, is a sequence parameter set. */
    static boolean isHevcSequence(int firstByte) {
        return (firstByte >> 1 & 0x3F) == HEVC_SEQUENCE;
    }

    /** Tells whether a unit of AV1 is a sequence header. */
    static boolean isAv1Sequence(int firstByte) {
        return (firstByte >> 3 & 15) == AV1_SEQUENCE;
    }

    /** Reads the content of a sequence header of AV1 (AV1 specification, 5.5). */
    static CodedSize ofAv1Sequence(byte[] content) throws UnreadablePicture {
        BitReader bits = BitReader.highestFirst(content);
        bits.skip(4);
        boolean reduced = bits.flag();
        if (reduced) {
            bits.skip(5);
        } else {
            skipOperatingPoints(bits, skipTiming(bits));
        }
        int widthBits = (int) bits.bits(4) + 1;
        int heightBits = (int) bits.bits(4) + 1;
        return new CodedSize(bits.bits(widthBits) + 1, bits.bits(heightBits) + 1);
    }

    private static void skipProfileTierLevel(BitReader bits, int subLayers) throws UnreadablePicture {
        bits.skip(96);
        boolean[] profiles = new boolean[subLayers];
        boolean[] levels = new boolean[subLayers];
        for (int i = 0; i < subLayers; i++) {
            profiles[i] = bits.flag();
            levels[i] = bits.flag();
        }
        if (subLayers > 0) {
            bits.skip(2 * (8 - subLayers));
        }
        for (int i = 0; i < subLayers; i++) {
            bits.skip((profiles[i] ? 88 : 0) + (levels[i] ? 8 : 0));
        }
    }

    /** Returns the bits of a decoder's delays, 0 where none are told. */
    private static int skipTiming(BitReader bits) throws UnreadablePicture {
        if (!bits.flag()) {
            return 0;
        }
        bits.skip(64);
        if (bits.flag()) {
            bits.expGolomb();
        }
        if (!bits.flag()) {
            return 0;
        }
        int delayBits = (int) bits.bits(5) + 1;
        bits.skip(32 + 5 + 5);
        return delayBits;
    }

    private static void skipOperatingPoints(BitReader bits, int delayBits) throws UnreadablePicture {
        boolean delays = bits.flag();
        int points = (int) bits.bits(5) + 1;
        for (int i = 0; i < points; i++) {
            bits.skip(12);
            if (bits.bits(5) > 7) {
                bits.skip(1);
            }
            if (delayBits > 0 && bits.flag()) {
                bits.skip(2 * delayBits + 1);
            }
            if (delays && bits.flag()) {
                bits.skip(4);
            }
        }
    }

    /** Drops each byte 3 behind two zeros, which only keeps start codes out of the data (7.4.2). */
    private static byte[] withoutEmulation(byte[] unit) {
        byte[] plain = new byte[unit.length];
        int length = 0;
        int zeros = 0;
        for (byte value : unit) {
            if (zeros >= 2 && value == 3) {
                zeros = 0;
            } else {
                plain[length++] = value;
                zeros = value == 0 ? zeros + 1 : 0;
            }
        }
        return Arrays.copyOf(plain, length);
    }
}
