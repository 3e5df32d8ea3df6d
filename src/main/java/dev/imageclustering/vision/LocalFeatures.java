package dev.imageclustering.vision;

import org.bytedeco.opencv.opencv_core.Mat;

/** One kind of local measurement that a descriptor block is made of; stateless and safe for any number of threads. */
sealed interface LocalFeatures permits RootSift, ColourCells {

    /** The length of each vector that {@link #extract} returns. */
    int dimension();

    /**
     * Measures the picture at many places.
     *
     * @param bgr 8-bit BGR, upright; only read
     * @return n rows of {@link #dimension()} finite numbers, in an order that depends on the picture alone; n may be 0
     */
    float[][] extract(Mat bgr);
}
