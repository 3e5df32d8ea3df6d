package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.file.Path;

/** Turns a file into the picture that everything is computed from. Thread-safe. */
interface PictureReading extends AutoCloseable {

    /**
     * Reads a picture, of a format that does not turn itself upright by its orientation.
     *
     * @param longSide in pixels; a smaller picture keeps its size
     */
    UprightPicture read(Path file, Orientation orientation, int longSide) throws UnreadablePicture, IOException;

    @Override
    void close();
}
