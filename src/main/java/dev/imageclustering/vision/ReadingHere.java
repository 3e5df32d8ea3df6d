package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.file.Path;

/** Reads pictures in this process, on the thread that asks for them. Thread-safe. */
final class ReadingHere implements PictureReading {

    private final PictureLimits limits;
    private final PictureDecoder decoder;

    /**
     * Makes one whose decoders together hold at most about so much memory.
     *
     * @param memoryBytes a single picture may need more outside the Java heap, but then has all of it for itself
     */
    ReadingHere(PictureLimits limits, long memoryBytes) {
        OpenCv.load();
        this.limits = limits;
        this.decoder = new PictureDecoder(SystemCodecs.installed(), new DecodeMemory(memoryBytes));
    }

    /** Converts and turns the picture after it is shrunk, where that costs little. */
    @Override
    public UprightPicture read(Path file, Orientation orientation, int longSide) throws UnreadablePicture, IOException {
        try (ByteSource source = ByteSource.open(file)) {
            PictureLayout layout = PictureLayout.read(source, limits);
            DecodedPicture decoded = decoder.decode(source, layout, longSide);
            SrgbConversion.convert(decoded.bgr(), decoded.profile());
            Orientation turn = layout.header().format().comesUpright() ? Orientation.UPRIGHT : orientation;
            return UprightPicture.of(layout.header(), turn, decoded.bgr(), decoded.truncated());
        }
    }

    @Override
    public void close() {
        // Holds nothing between two pictures.
    }
}
