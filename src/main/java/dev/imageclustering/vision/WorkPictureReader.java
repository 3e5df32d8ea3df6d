package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.opencv.opencv_core.Mat;

/** Turns a photo's file into the picture that descriptors are computed from. */
@FunctionalInterface
interface WorkPictureReader {

    /**
     * Reads one photo.
     *
     * @return 8-bit BGR, upright, the long side at most {@link ImageDescriptor#LONG_SIDE}; belongs to the caller's
     *     pointer scope
     * @throws IOException when the file cannot be read or is no picture; the message says what is wrong with it
     */
    Mat read(Path photo) throws IOException;
}
