package dev.imageclustering.vision;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The local features of one picture, by which {@link GeometricVerification} tells whether another shows the same: up to
 * {@value #MOST} keypoints, the strongest first, each with its place, scale, direction and a shortened RootSIFT vector.
 * Immutable, a view of bytes that can be kept as they are.
 *
 * <p>The bytes are little-endian: the magic {@code ICKF}, the format number 1, the CRC-32C of all that follows (int32
 * each), width and height of the picture that was measured in pixels and the number n of keypoints (uint16 each); then
 * n times x and n times y in 1/64 px (uint16), n times the scale in steps of 1/16 octave (uint8), n times the direction
 * in steps of 1/256 turn (uint8) and n times {@value HistogramCosines#LENGTH} components in steps of 1/128 (int8).
 * A keypoint takes 70 bytes.
 */
public final class KeypointFeatures {

    /** The most keypoints that are kept. */
    public static final int MOST = 600;

    static final int LENGTH = HistogramCosines.LENGTH;

    /** More than any vector has that is measured; the product of two such fits into 16 bits. */
    static final int LONGEST_SQUARED = Short.MAX_VALUE;

    static final double PIXEL = 1 / 64.0;
    static final double OCTAVE = 1 / 16.0;
    static final double TURN = 2 * Math.PI / 256;

    private static final int MAGIC = 0x464b4349;
    private static final int FORMAT = 1;
    private static final int CHECKED_FROM = 3 * Integer.BYTES;
    private static final int HEADER = CHECKED_FROM + 3 * Short.BYTES;
    private static final int BYTES_EACH = 2 * Short.BYTES + 2 + LENGTH;

    private final byte[] stored;
    private final ByteBuffer bytes;
    private final int count;

    private KeypointFeatures(byte[] stored) {
        this.stored = stored;
        this.bytes = littleEndian(stored);
        this.count = unsigned(CHECKED_FROM + 2 * Short.BYTES);
    }

    /** One keypoint as it is put in: all numbers already in the steps of the bytes. */
    record Keypoint(int x, int y, int scale, int direction, byte[] vector) {}

    static KeypointFeatures of(int width, int height, Iterable<Keypoint> keypoints) {
        int n = 0;
        for (Keypoint _ : keypoints) {
            n++;
        }
        byte[] stored = new byte[HEADER + n * BYTES_EACH];
        ByteBuffer bytes = littleEndian(stored);
        bytes.putInt(MAGIC).putInt(FORMAT).putInt(0);
        bytes.putShort((short) width).putShort((short) height).putShort((short) n);
        int at = 0;
        for (Keypoint keypoint : keypoints) {
            bytes.putShort(HEADER + 2 * at, (short) keypoint.x);
            bytes.putShort(HEADER + 2 * (n + at), (short) keypoint.y);
            bytes.put(HEADER + 4 * n + at, (byte) keypoint.scale);
            bytes.put(HEADER + 5 * n + at, (byte) keypoint.direction);
            bytes.put(HEADER + 6 * n + at * LENGTH, keypoint.vector);
            at++;
        }
        bytes.putInt(2 * Integer.BYTES, checksum(stored));
        return new KeypointFeatures(stored);
    }

    /** Returns the features of a picture in which nothing was found. */
    public static KeypointFeatures none() {
        return of(0, 0, List.of());
    }

    /**
     * Reads what {@link #toBytes} gave.
     *
     * @throws DamagedFeatures when the bytes are anything else: of another kind, cut short, changed
     */
    public static KeypointFeatures read(byte[] stored) throws DamagedFeatures {
        if (stored.length < HEADER || stored.length > HEADER + MOST * BYTES_EACH) {
            throw new DamagedFeatures("a length of " + stored.length + " bytes");
        }
        byte[] own = stored.clone();
        ByteBuffer bytes = littleEndian(own);
        expect("magic", MAGIC, bytes.getInt(0));
        expect("format", FORMAT, bytes.getInt(Integer.BYTES));
        expect("checksum", checksum(own), bytes.getInt(2 * Integer.BYTES));
        KeypointFeatures features = new KeypointFeatures(own);
        expect("length", HEADER + features.count * BYTES_EACH, stored.length);
        features.requirePlausible();
        return features;
    }

    private static void expect(String what, int expected, int found) throws DamagedFeatures {
        if (found != expected) {
            throw new DamagedFeatures("the " + what + " " + found + " instead of " + expected);
        }
    }

    /** A right checksum proves that nothing changed by chance, not that it was written by this program. */
    private void requirePlausible() throws DamagedFeatures {
        for (int i = 0; i < count; i++) {
            if (squaredLength(i) > LONGEST_SQUARED) {
                throw new DamagedFeatures("a vector of the squared length " + squaredLength(i) + " at keypoint " + i);
            }
            if (x(i) > width() || y(i) > height()) {
                throw new DamagedFeatures("keypoint " + i + " outside of the picture");
            }
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, CHECKED_FROM, bytes.length - CHECKED_FROM);
        return (int) checksum.getValue();
    }

    /** Returns a copy of the bytes to keep: 18 and 70 for each keypoint. */
    public byte[] toBytes() {
        return stored.clone();
    }

    /** Returns how many bytes {@link #toBytes()} has. */
    public int size() {
        return bytes.capacity();
    }

    /** Returns how many keypoints there are. */
    public int count() {
        return count;
    }

    int width() {
        return unsigned(CHECKED_FROM);
    }

    int height() {
        return unsigned(CHECKED_FROM + Short.BYTES);
    }

    /** Pixels from the left edge. */
    double x(int i) {
        return unsigned(HEADER + 2 * i) * PIXEL;
    }

    /** Pixels from the upper edge. */
    double y(int i) {
        return unsigned(HEADER + 2 * (count + i)) * PIXEL;
    }

    /** The binary logarithm of the diameter in pixels. */
    double octave(int i) {
        return (bytes.get(HEADER + 4 * count + i) & 0xff) * OCTAVE;
    }

    /** The angle from the x axis towards the y axis, which points down; {@code [0, 2 pi)}. */
    double direction(int i) {
        return (bytes.get(HEADER + 5 * count + i) & 0xff) * TURN;
    }

    /** Component k of the vector of keypoint i, -128 to 127. */
    int component(int i, int k) {
        return bytes.get(HEADER + 6 * count + i * LENGTH + k);
    }

    /** Returns a copy of all components, {@code n x 64}. */
    byte[] vectors() {
        byte[] vectors = new byte[count * LENGTH];
        bytes.get(HEADER + 6 * count, vectors);
        return vectors;
    }

    int[] squaredLengths() {
        int[] squares = new int[count];
        Arrays.setAll(squares, this::squaredLength);
        return squares;
    }

    int squaredLength(int i) {
        int sum = 0;
        for (int k = 0; k < LENGTH; k++) {
            sum += component(i, k) * component(i, k);
        }
        return sum;
    }

    /** Returns the features that the mirror image of the picture has, left and right exchanged. */
    KeypointFeatures mirrored() {
        byte[] mirrored = stored.clone();
        ByteBuffer turned = littleEndian(mirrored);
        int right = (int) ((width() - 1) / PIXEL);
        for (int i = 0; i < count; i++) {
            turned.putShort(HEADER + 2 * i, (short) Math.max(0, right - unsigned(HEADER + 2 * i)));
            turned.put(HEADER + 5 * count + i, (byte) (128 - bytes.get(HEADER + 5 * count + i)));
            for (int k = 0; k < LENGTH; k++) {
                if (HistogramCosines.isTurnedByMirror(k)) {
                    int at = HEADER + 6 * count + i * LENGTH + k;
                    turned.put(at, (byte) Math.min(Byte.MAX_VALUE, -turned.get(at)));
                }
            }
        }
        turned.putInt(2 * Integer.BYTES, checksum(mirrored));
        return new KeypointFeatures(mirrored);
    }

    /** Orders any two features, whichever is given first; 0 for equal ones only. */
    int compareTo(KeypointFeatures other) {
        return Arrays.compare(stored, other.stored);
    }

    private int unsigned(int at) {
        return bytes.getShort(at) & 0xffff;
    }
}
