package dev.imageclustering.vision;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The binary form of {@link DescriptorTables}, everything little-endian: the magic {@code ICVT}, the format number 1,
 * the CRC-32C of all bytes after it, the model's name and version (each a length in bytes, then UTF-8), then for SIFT
 * and for colour the numbers d, k and w followed by float32 values: mean (d), weights ({@code d × k}) and words
 * ({@code w × k}). Lengths, counts and the checksum are int32.
 */
final class DescriptorTablesFile {

    private static final int MAGIC = 0x54564349;
    private static final int FORMAT = 1;
    private static final int HEADER_BYTES = 3 * Integer.BYTES;
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_TEXT_BYTES = 100;
    private static final int MAX_COUNT = 4096;

    private DescriptorTablesFile() {}

    static byte[] write(DescriptorTables tables) {
        ByteBuffer buffer = ByteBuffer.allocate(MAX_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.position(HEADER_BYTES);
        putText(buffer, DescriptorTables.MODEL_NAME);
        putText(buffer, tables.version());
        putVocabulary(buffer, tables.sift());
        putVocabulary(buffer, tables.colour());
        buffer.flip();
        buffer.putInt(MAGIC).putInt(FORMAT).putInt(checksum(buffer)).rewind();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /**
     * Reads tables to the end of the stream, which stays open.
     *
     * @throws DamagedTables when the bytes are not what {@link #write} makes: another kind of file, cut short, changed
     */
    static DescriptorTables read(InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
        if (bytes.length < HEADER_BYTES || bytes.length > MAX_BYTES) {
            throw new DamagedTables("a length of " + bytes.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        expect("magic", MAGIC, buffer.getInt());
        expect("format", FORMAT, buffer.getInt());
        expect("checksum", checksum(buffer), buffer.getInt());
        try {
            return readTables(buffer);
        } catch (BufferUnderflowException e) {
            throw new DamagedTables("an end in the middle of a table", e);
        }
    }

    private static DescriptorTables readTables(ByteBuffer buffer) throws DamagedTables {
        String name = getText(buffer);
        if (!name.equals(DescriptorTables.MODEL_NAME)) {
            throw new DamagedTables("the model " + name + " instead of " + DescriptorTables.MODEL_NAME);
        }
        DescriptorTables tables = new DescriptorTables(getText(buffer), getVocabulary(buffer), getVocabulary(buffer));
        expect("number of bytes after the last table", 0, buffer.remaining());
        return tables;
    }

    private static int checksum(ByteBuffer buffer) {
        CRC32C checksum = new CRC32C();
        checksum.update(buffer.duplicate().position(HEADER_BYTES));
        return (int) checksum.getValue();
    }

    private static void expect(String what, int expected, int actual) throws DamagedTables {
        if (actual != expected) {
            throw new DamagedTables("the " + what + " " + actual + " instead of " + expected);
        }
    }

    private static void putText(ByteBuffer buffer, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        buffer.putInt(bytes.length).put(bytes);
    }

    private static String getText(ByteBuffer buffer) throws DamagedTables {
        byte[] bytes = new byte[getCount(buffer, MAX_TEXT_BYTES)];
        buffer.get(bytes);
        return new String(bytes, UTF_8);
    }

    private static void putVocabulary(ByteBuffer buffer, Vocabulary vocabulary) {
        float[][] words = vocabulary.encoder().words();
        PcaProjection projection = vocabulary.projection();
        buffer.putInt(projection.inputs()).putInt(projection.outputs()).putInt(words.length);
        putRow(buffer, projection.mean());
        for (float[] row : projection.weights()) {
            putRow(buffer, row);
        }
        for (float[] word : words) {
            putRow(buffer, word);
        }
    }

    private static Vocabulary getVocabulary(ByteBuffer buffer) throws DamagedTables {
        int inputs = getCount(buffer, MAX_COUNT);
        int outputs = getCount(buffer, MAX_COUNT);
        int words = getCount(buffer, MAX_COUNT);
        float[] mean = getRows(buffer, 1, inputs)[0];
        PcaProjection projection = new PcaProjection(mean, getRows(buffer, inputs, outputs));
        return new Vocabulary(projection, new VladEncoder(getRows(buffer, words, outputs)));
    }

    private static int getCount(ByteBuffer buffer, int max) throws DamagedTables {
        int count = buffer.getInt();
        if (count < 1 || count > max) {
            throw new DamagedTables("a count of " + count + ", not in 1 to " + max);
        }
        return count;
    }

    private static void putRow(ByteBuffer buffer, float[] row) {
        for (float value : row) {
            buffer.putFloat(value);
        }
    }

    private static float[][] getRows(ByteBuffer buffer, int count, int length) throws DamagedTables {
        if ((long) count * length * Float.BYTES > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        float[][] rows = new float[count][length];
        for (float[] row : rows) {
            for (int i = 0; i < length; i++) {
                row[i] = buffer.getFloat();
                if (!Float.isFinite(row[i])) {
                    throw new DamagedTables("the number " + row[i]);
                }
            }
        }
        return rows;
    }
}
