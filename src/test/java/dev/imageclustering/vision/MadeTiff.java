package dev.imageclustering.vision;

import static dev.imageclustering.vision.SamplePictures.concat;
import static dev.imageclustering.vision.SamplePictures.hex;
import static dev.imageclustering.vision.SamplePictures.littleEndian;

import java.util.ArrayList;
import java.util.List;

/** Writes small TIFFs tag by tag: little-endian, the data from {@link #DATA_AT} on, the directory behind them. */
final class MadeTiff {

    static final int DATA_AT = 8;
    static final int BYTE = 1;
    static final int SHORT = 3;
    static final int LONG = 4;
    static final int UNDEFINED = 7;
    static final int SIGNED_LONG = 9;
    static final int DOUBLE = 12;

    private final byte[] data;
    private final List<byte[]> entries = new ArrayList<>();

    MadeTiff(byte[] data) {
        this.data = data;
    }

    /** Returns one of 8-bit grey in one strip, the data. */
    static MadeTiff grey(int width, int height, byte[] data) {
        return new MadeTiff(data)
                .with(256, width)
                .with(257, height)
                .with(258, 8)
                .with(259, 1)
                .with(262, 1)
                .with(273, DATA_AT)
                .with(277, 1)
                .with(278, height)
                .with(279, data.length);
    }

    /** Returns one whose only strip is a JPEG. */
    static MadeTiff wrapping(int width, int height, byte[] jpeg) {
        return grey(width, height, jpeg).with(258, 8).with(259, 7).with(262, 6).with(277, 3);
    }

    MadeTiff with(int tag, long value) {
        return with(tag, LONG, 1, value);
    }

    /** Sets a tag, whose values are this one or, if they are longer than four bytes, stand there. */
    MadeTiff with(int tag, int type, long count, long value) {
        entries.removeIf(entry -> (entry[0] & 0xFF | (entry[1] & 0xFF) << 8) == tag);
        entries.add(
                concat(littleEndian(tag, 2), littleEndian(type, 2), littleEndian(count, 4), littleEndian(value, 4)));
        return this;
    }

    byte[] bytes() {
        return concat(hex("49492A00"), littleEndian(DATA_AT + data.length, 4), data, directory(0));
    }

    /** Returns the directory, with the place of the one that follows it. */
    byte[] directory(long next) {
        return concat(littleEndian(entries.size(), 2), concat(entries.toArray(byte[][]::new)), littleEndian(next, 4));
    }
}
