package dev.imageclustering.grouping;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whole numbers from 0 on in as few bytes as they need: seven bits each, the lowest first. */
final class Varints {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;
    private static final int LONGEST = 10;

    private Varints() {}

    static void write(DataOutput out, long number) throws IOException {
        long rest = number;
        while (rest >= MORE) {
            out.writeByte((int) (rest & (MORE - 1)) | MORE);
            rest >>>= BITS;
        }
        out.writeByte((int) rest);
    }

    static long read(DataInput in) throws IOException {
        long number = 0;
        for (int i = 0; i < LONGEST; i++) {
            byte next = in.readByte();
            number |= (long) (next & (MORE - 1)) << (BITS * i);
            if (next >= 0) {
                return number;
            }
        }
        throw new IOException("A number does not end");
    }

    static int readInt(DataInput in) throws IOException {
        return Math.toIntExact(read(in));
    }

    /** Writes ascending numbers by their differences. */
    static void writeAscending(DataOutput out, int[] ascending) throws IOException {
        int last = 0;
        for (int number : ascending) {
            write(out, number - last);
            last = number;
        }
    }

    static int[] readAscending(DataInput in, int count) throws IOException {
        int[] numbers = new int[count];
        int last = 0;
        for (int i = 0; i < count; i++) {
            last = Math.addExact(last, readInt(in));
            numbers[i] = last;
        }
        return numbers;
    }
}
