package dev.imageclustering.vision;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import java.lang.invoke.MethodHandles;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_features2d;
import org.bytedeco.opencv.global.opencv_highgui;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/** Prepares the native library, once, before its first use. */
final class OpenCv {

    private static final String LOADING = "org.bytedeco.javacpp.loadlibraries";

    static {
        // By default the binding refuses allocations once the whole process is larger than a multiple of the Java heap,
        // which says nothing about the pictures; DecodeMemory bounds those.
        if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null) {
            System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        }
        Loader.load(opencv_imgproc.class);
        Loader.load(opencv_imgcodecs.class);
        loadLocalFeatures();
        // One photo is worked on by one thread; the pool that calls us has one for each core.
        setNumThreads(1);
    }

    private OpenCv() {}

    /**
     * Local features are bound on top of windows, whose library needs those of a desktop and is not needed by any other:
     * its class is initialised while loading is off, so that a machine without a desktop will do.
     */
    private static void loadLocalFeatures() {
        System.setProperty(LOADING, "false");
        try {
            MethodHandles.lookup().ensureInitialized(opencv_highgui.class);
        } catch (IllegalAccessException inaccessible) {
            throw new LinkageError("The binding is not that of OpenCV", inaccessible);
        } finally {
            System.clearProperty(LOADING);
        }
        Loader.load(opencv_features2d.class);
    }

    static void load() {
        // The work is done by the static initialiser, which the virtual machine runs exactly once.
    }
}
