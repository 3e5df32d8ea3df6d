package dev.imageclustering.vision;

import java.io.EOFException;
import java.io.IOException;
import javax.imageio.IIOException;

/**
 * The input of the JPEG 2000 reader, which reads packet headers byte by byte and waits in them for a bit that is zero. It
 * waits forever at the end of the file, where it takes the answer -1 for ones, and on two bytes 0xFF in a row, which
 * valid picture data never has (ITU-T T.800, B.10.1) and of which it reads the second again and again. Both throw here.
 */
final class Jpeg2000Input extends ChannelInput {

    private long afterLastOnes = -1;

    Jpeg2000Input(ByteSource file) {
        super(file);
    }

    @Override
    public int read() throws IOException {
        long position = getStreamPosition();
        int value = super.read();
        if (value < 0) {
            throw new EOFException();
        }
        if (value == 0xFF) {
            if (position == afterLastOnes) {
                throw new IIOException("Two bytes 0xFF in a row");
            }
            afterLastOnes = position + 1;
        }
        return value;
    }
}
