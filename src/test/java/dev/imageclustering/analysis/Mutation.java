package dev.imageclustering.analysis;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Damages files in the ways that hostile ones are made: the same generator damages the same file alike. */
final class Mutation {

    // Numbers at which lengths, sizes and counts go wrong.
    private static final int[] BOUNDARIES = {
        0, 1, 2, 3, 4, 7, 8, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, -1, -2
    };
    private static final int HEADER = 1024;

    private final RandomGenerator random;

    Mutation(RandomGenerator random) {
        this.random = random;
    }

    /** Returns a damaged copy of a file; of the other one parts may be spliced in. */
    byte[] of(byte[] file, byte[] other) {
        byte[] bytes = file.clone();
        int rounds = 1 + random.nextInt(random.nextInt(4) == 0 ? 16 : 4);
        for (int i = 0; i < rounds && bytes.length > 0; i++) {
            bytes = once(bytes, other);
        }
        return bytes;
    }

    private byte[] once(byte[] bytes, byte[] other) {
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
            case 1 -> splice(bytes, other);
            case 2 -> repeat(bytes);
            case 3 -> without(bytes);
            case 4, 5, 6 -> withNumber(bytes, place(bytes));
            case 7 -> noise(bytes, place(bytes), 1 + random.nextInt(64));
            case 8 -> swapped(bytes);
            default -> flipped(bytes, place(bytes));
        };
    }

    /** Mostly in the first bytes, where headers are. */
    private int place(byte[] bytes) {
        int end = random.nextInt(3) > 0 ? Math.min(HEADER, bytes.length) : bytes.length;
        return random.nextInt(end);
    }

    private byte[] flipped(byte[] bytes, int place) {
        bytes[place] ^= (byte) (random.nextBoolean() ? 1 << random.nextInt(8) : random.nextInt(256));
        return bytes;
    }

    private byte[] withNumber(byte[] bytes, int place) {
        int value = BOUNDARIES[random.nextInt(BOUNDARIES.length)];
        int width = 1 << random.nextInt(3);
        boolean littleEndian = random.nextBoolean();
        for (int i = 0; i < width && place + i < bytes.length; i++) {
            bytes[place + i] = (byte) (value >> 8 * (littleEndian ? i : width - 1 - i));
        }
        return bytes;
    }

    private byte[] noise(byte[] bytes, int place, int length) {
        for (int i = place; i < Math.min(place + length, bytes.length); i++) {
            bytes[i] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private byte[] splice(byte[] bytes, byte[] other) {
        int from = random.nextInt(other.length);
        int length = Math.min(other.length - from, 1 + random.nextInt(4096));
        return inserted(bytes, random.nextInt(bytes.length), Arrays.copyOfRange(other, from, from + length));
    }

    private byte[] repeat(byte[] bytes) {
        int from = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - from, 1 + random.nextInt(2048));
        byte[] part = Arrays.copyOfRange(bytes, from, from + length);
        byte[] result = bytes;
        for (int i = random.nextInt(8); i >= 0; i--) {
            result = inserted(result, from, part);
        }
        return result;
    }

    private byte[] without(byte[] bytes) {
        int from = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - from, 1 + random.nextInt(256));
        byte[] result = new byte[bytes.length - length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(bytes, from + length, result, from, result.length - from);
        return result;
    }

    private byte[] swapped(byte[] bytes) {
        int one = place(bytes);
        int other = place(bytes);
        for (int i = 0; i < 8 && Math.max(one, other) + i < bytes.length; i++) {
            byte value = bytes[one + i];
            bytes[one + i] = bytes[other + i];
            bytes[other + i] = value;
        }
        return bytes;
    }

    private static byte[] inserted(byte[] bytes, int place, byte[] part) {
        byte[] result = Arrays.copyOf(bytes, bytes.length + part.length);
        System.arraycopy(part, 0, result, place, part.length);
        System.arraycopy(bytes, place, result, place + part.length, bytes.length - place);
        return result;
    }
}
