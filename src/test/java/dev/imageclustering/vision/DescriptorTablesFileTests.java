package dev.imageclustering.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class DescriptorTablesFileTests {

    private final DescriptorTables tables =
            new DescriptorTables("7-test", vocabulary(5, 3, 2, 0.5f), vocabulary(4, 2, 6, -8));
    private final byte[] bytes = DescriptorTablesFile.write(tables);

    @Test
    void givesBackWhatWasWritten() throws IOException {
        DescriptorTables read = read(bytes);

        assertThat(read.version()).isEqualTo("7-test");
        assertThat(read.model()).isEqualTo(tables.model());
        assertSame(read.sift(), tables.sift());
        assertSame(read.colour(), tables.colour());
    }

    @Test
    void writesSameBytesForSameTables() throws IOException {
        assertThat(DescriptorTablesFile.write(read(bytes))).isEqualTo(bytes);
    }

    @Test
    void refusesFileWithAnyByteChanged() {
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 4;
            assertDamaged(changed);
        }
    }

    @Test
    void refusesFileCutShortAnywhere() {
        for (int length = 0; length < bytes.length; length++) {
            assertDamaged(Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void refusesFileWithMoreBehindItsEnd() {
        assertDamaged(Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void refusesFileAboveOneMegabyte() {
        assertDamaged(Arrays.copyOf(bytes, (1 << 20) + 1));
    }

    @Test
    void refusesShortTableEvenUnderValidChecksum() {
        assertDamaged(resealed(Arrays.copyOf(bytes, bytes.length - 4)));
    }

    @Test
    void refusesAbsurdCountEvenUnderValidChecksum() {
        byte[] changed = bytes.clone();
        ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(
                12
                        + 4
                        + DescriptorTables.MODEL_NAME.length()
                        + 4
                        + tables.version().length(),
                Integer.MAX_VALUE);

        assertDamaged(resealed(changed));
    }

    @Test
    void refusesNumberThatIsNotFiniteEvenUnderValidChecksum() {
        byte[] changed = bytes.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, Float.NaN);

        assertDamaged(resealed(changed));
    }

    @Test
    void refusesTablesOfAnotherModelEvenUnderValidChecksum() {
        byte[] changed = bytes.clone();
        changed[16] = 'R';

        assertDamaged(resealed(changed));
    }

    private static DescriptorTables read(byte[] bytes) throws IOException {
        return DescriptorTablesFile.read(new ByteArrayInputStream(bytes));
    }

    private static void assertDamaged(byte[] bytes) {
        assertThatExceptionOfType(DamagedTables.class)
                .isThrownBy(() -> read(bytes))
                .withMessageStartingWith("The descriptor's tables are damaged: found ");
    }

    private static byte[] resealed(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 12, bytes.length - 12);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, (int) checksum.getValue());
        return bytes;
    }

    private static void assertSame(Vocabulary actual, Vocabulary expected) {
        assertThat(actual.projection().mean()).isEqualTo(expected.projection().mean());
        assertThat(actual.projection().weights())
                .isDeepEqualTo(expected.projection().weights());
        assertThat(actual.encoder().words()).isDeepEqualTo(expected.encoder().words());
    }

    private static Vocabulary vocabulary(int inputs, int outputs, int words, float start) {
        float[] mean = rows(1, inputs, start)[0];
        PcaProjection projection = new PcaProjection(mean, rows(inputs, outputs, start + 100));
        return new Vocabulary(projection, new VladEncoder(rows(words, outputs, start + 200)));
    }

    private static float[][] rows(int count, int length, float start) {
        float[][] rows = new float[count][length];
        for (int i = 0; i < count * length; i++) {
            rows[i / length][i % length] = start + i / 3f;
        }
        return rows;
    }
}
