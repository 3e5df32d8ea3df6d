package dev.imageclustering.vision;

import java.io.IOException;
import java.util.Arrays;

/**
 * A Huffman table of a JPEG (ITU-T T.81, B.2.4.2 and annex C), to be asked with the next 16 bits of the data. An entry
 * is the length of the code and, in its lower byte, the symbol; no code has length 0.
 */
final class HuffmanTable {

    private static final int LONGEST = 16;
    private static final int QUICK = 10;
    private static final int MOST_SYMBOLS = 256;

    // Most codes are short, and a table of 4 kB stays in the nearest cache.
    private final int[] quick = new int[1 << QUICK];
    private final int[] all = new int[1 << LONGEST];

    private HuffmanTable() {}

    /** Reads a table behind its class and number. */
    static HuffmanTable read(ByteSource source) throws IOException, UnreadablePicture {
        byte[] counts = source.bytes(LONGEST);
        int total = 0;
        for (byte count : counts) {
            total += count & 0xFF;
        }
        if (total > MOST_SYMBOLS) {
            throw UnreadablePicture.brokenHeader("The JPEG has an impossible Huffman table.");
        }
        return of(counts, source.bytes(total));
    }

    private static HuffmanTable of(byte[] counts, byte[] symbols) throws UnreadablePicture {
        HuffmanTable table = new HuffmanTable();
        int code = 0;
        int next = 0;
        for (int length = 1; length <= LONGEST; length++) {
            for (int i = 0; i < (counts[length - 1] & 0xFF); i++) {
                table.put(code++, length, symbols[next++] & 0xFF);
            }
            code <<= 1;
        }
        for (int i = 0; i < table.quick.length; i++) {
            int entry = table.all[i << (LONGEST - QUICK)];
            table.quick[i] = entry >> 8 <= QUICK ? entry : 0;
        }
        return table;
    }

    private void put(int code, int length, int symbol) throws UnreadablePicture {
        int from = code << (LONGEST - length);
        int to = (code + 1) << (LONGEST - length);
        if (to > all.length) {
            throw UnreadablePicture.brokenHeader("The JPEG has an impossible Huffman table.");
        }
        Arrays.fill(all, from, to, length << 8 | symbol);
    }

    /** Returns the entry of the code that the bits start with, the first being the highest; 0 if there is none. */
    int entry(long bits) {
        int entry = quick[(int) (bits >>> (Long.SIZE - QUICK))];
        return entry != 0 ? entry : all[(int) (bits >>> (Long.SIZE - LONGEST))];
    }
}
