package dev.imageclustering.vision;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Takes a photo's spectra out of its JPEG without decoding it: the coefficients lie in the file, and only their codes have
 * to be read, in plain Java and within the bounds of the data. O(bytes), about 14 ms a megabyte.
 */
final class JpegSpectra {

    private static final long MOST_BYTES = 64L << 20;
    private static final VarHandle BITS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int COEFFICIENTS = 64;
    private static final int SIXTEEN_ZEROS = 0xF0;

    // A run past the last coefficient is damage; its value has a place, so that nothing has to be asked for each.
    private static final int PLACES = COEFFICIENTS + 16;

    private final JpegScanHeader header;
    private final TileSpectra spectra;
    private final JpegScanData data;
    private final int[] bands;
    private final float[] squaredSteps;
    private long position;

    private JpegSpectra(JpegScanHeader header, JpegScanData data) {
        this.header = header;
        this.data = data;
        this.spectra = new TileSpectra(header.width(), header.height());
        this.bands = bands();
        this.squaredSteps = squaredSteps(header.components().getFirst().steps());
    }

    /**
     * Returns the spectra of a JPEG.
     *
     * @param source of a JPEG whose header was checked; moved by the reading
     * @return nothing for JPEGs of the kinds that {@link JpegScanHeader} does not know, very large and damaged ones
     */
    static Optional<TileSpectra> read(ByteSource source) throws IOException, UnreadablePicture {
        Optional<JpegScanHeader> header = JpegScanHeader.read(source);
        if (header.isEmpty() || source.size() - header.get().dataStart() > MOST_BYTES) {
            return Optional.empty();
        }
        JpegScanData data = JpegScanData.read(source, header.get().dataStart());
        JpegSpectra reading = new JpegSpectra(header.get(), data);
        return reading.readUnits() ? Optional.of(reading.spectra) : Optional.empty();
    }

    private boolean readUnits() {
        int across = header.components().stream()
                .mapToInt(JpegScanHeader.Component::across)
                .max()
                .orElse(1);
        int down = header.components().stream()
                .mapToInt(JpegScanHeader.Component::down)
                .max()
                .orElse(1);
        int columns = Math.ceilDiv(header.width(), 8 * across);
        long units = (long) columns * Math.ceilDiv(header.height(), 8 * down);
        int interval = header.restartInterval();
        for (long unit = 0; unit < units; unit++) {
            if (interval > 0 && unit > 0 && unit % interval == 0) {
                position = data.restart((int) (unit / interval));
            }
            if (!readUnit((int) (unit % columns), (int) (unit / columns))) {
                return false;
            }
        }
        return true;
    }

    private boolean readUnit(int column, int row) {
        boolean luma = true;
        for (JpegScanHeader.Component component : header.components()) {
            for (int block = 0; block < component.across() * component.down(); block++) {
                if (!skipConstant(component)) {
                    return false;
                }
                int offset = spectra.offset(
                        column * component.across() + block % component.across(),
                        row * component.down() + block / component.across());
                if (!(luma ? add(component.others(), offset) : skip(component.others()))) {
                    return false;
                }
            }
            luma = false;
        }
        return true;
    }

    private boolean skipConstant(JpegScanHeader.Component component) {
        long bits = (long) BITS.get(data.bytes(), (int) (position >>> 3)) << (position & 7);
        int entry = component.constants().entry(bits);
        position += (entry >> 8) + (entry & 0xF);
        return entry != 0 && position <= data.endBits();
    }

    /** Adds a block's energies; false if its codes are damaged or the data ends. */
    private boolean add(HuffmanTable table, int offset) {
        byte[] bytes = data.bytes();
        float[] energies = spectra.energies();
        long at = position;
        int place = 1;
        while (place < COEFFICIENTS) {
            long bits = (long) BITS.get(bytes, (int) (at >>> 3)) << (at & 7);
            int entry = table.entry(bits);
            int length = entry >> 8;
            int size = entry & 0xF;
            at += length + size;
            place += entry >> 4 & 0xF;
            if (size == 0) {
                if ((entry & 0xFF) != SIXTEEN_ZEROS) {
                    break;
                }
            } else {
                int value = (int) (bits << length >>> (Long.SIZE - size));
                // A value whose first bit is 0 is negative (F.2.2.1).
                value = value >> (size - 1) == 0 ? value - (1 << size) + 1 : value;
                energies[offset + bands[place]] += squaredSteps[place] * ((float) value * value);
            }
            place++;
        }
        position = at;
        return at <= data.endBits();
    }

    // Bands by place in the file, which is along the diagonals.
    private static int[] bands() {
        int[] bands = new int[PLACES];
        int column = 0;
        int row = 0;
        for (int place = 1; place < COEFFICIENTS; place++) {
            boolean up = (column + row) % 2 == 0;
            int along = up ? column : row;
            int against = up ? row : column;
            if (along == 7) {
                against++;
            } else {
                along++;
                against = Math.max(against - 1, 0);
            }
            column = up ? along : against;
            row = up ? against : along;
            bands[place] = TileSpectra.band(column, row);
        }
        return bands;
    }

    private static float[] squaredSteps(int[] steps) {
        float[] squares = new float[PLACES];
        for (int i = 0; i < COEFFICIENTS; i++) {
            squares[i] = (float) steps[i] * steps[i];
        }
        return squares;
    }

    private boolean skip(HuffmanTable table) {
        byte[] bytes = data.bytes();
        long at = position;
        int place = 1;
        while (place < COEFFICIENTS) {
            int entry = table.entry((long) BITS.get(bytes, (int) (at >>> 3)) << (at & 7));
            at += (entry >> 8) + (entry & 0xF);
            if ((entry & 0xF) == 0 && (entry & 0xFF) != SIXTEEN_ZEROS) {
                break;
            }
            place += (entry >> 4 & 0xF) + 1;
        }
        position = at;
        return at <= data.endBits();
    }
}
