package dev.imageclustering.vision;

/**
 * The eight ways to turn and mirror a picture, and what they make of its {@linkplain PictureAnalysis#perceptualHash()
 * perceptual hash}. Mirroring a picture changes the sign of every cosine coefficient of odd frequency in that
 * direction, turning its diagonal exchanges the two directions; so the hash of the turned picture follows from the bits
 * alone, without decoding anything. A bit tells whether a coefficient lies above the median, not above 0, so a few bits
 * of the smallest coefficients come out differently from a hash of the turned pixels.
 *
 * <p>The constants are named for what is done to the picture whose hash is given, turns clockwise.
 */
public enum HashOrientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    ROTATED_180(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    ROTATED_90(true, true, false),
    TRANSVERSED(true, true, true),
    ROTATED_270(true, false, true);

    /** The place of the mean, which is not compared. */
    private static final long COMPARED = ~(1L << 63);

    /** Bits of the coefficients whose frequency across is odd: every second one, beginning with {@code u = 1}. */
    private static final long ODD_ACROSS = 0x5555_5555_5555_5555L;

    /** Bits of the coefficients whose frequency down is odd: every second row of eight. */
    private static final long ODD_DOWN = 0x00ff_00ff_00ff_00ffL;

    private final boolean transposes;
    private final long changed;

    HashOrientation(boolean transposes, boolean mirrors, boolean flips) {
        this.transposes = transposes;
        this.changed = ((mirrors ? ODD_ACROSS : 0) ^ (flips ? ODD_DOWN : 0)) & COMPARED;
    }

    /** Tells whether a mirror is in it, so that turning alone does not undo it. */
    public boolean mirrors() {
        return this == MIRRORED || this == FLIPPED || this == TRANSPOSED || this == TRANSVERSED;
    }

    /** Returns the hash of the turned picture, to within a few bits. A picture without structure keeps its hash of 0. */
    public long of(long hash) {
        return hash == 0 ? 0 : (transposes ? transposed(hash) : hash) ^ changed;
    }

    /** Exchanges rows and columns of the 8 x 8 bits, blocks of one, two and four at a time. */
    private static long transposed(long bits) {
        long x = exchanged(bits, 0x00aa_00aa_00aa_00aaL, 7);
        x = exchanged(x, 0x0000_cccc_0000_ccccL, 14);
        return exchanged(x, 0x0000_0000_f0f0_f0f0L, 28);
    }

    private static long exchanged(long bits, long mask, int distance) {
        long differing = (bits ^ (bits >>> distance)) & mask;
        return bits ^ differing ^ (differing << distance);
    }
}
