package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/** Prepares the native library, once, before its first use. */
final class OpenCv {

    static {
        // By default the binding refuses allocations once the whole process is larger than a multiple of the Java heap,
        // which says nothing about the pictures; DecodeMemory bounds those.
        if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null) {
            System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        }
        Loader.load(opencv_imgproc.class);
        Loader.load(opencv_imgcodecs.class);
        // One photo is worked on by one thread; the pool that calls us has one for each core.
        setNumThreads(1);
    }

    private OpenCv() {}

    static void load() {
        // The work is done by the static initialiser, which the virtual machine runs exactly once.
    }
}
