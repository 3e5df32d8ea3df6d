package dev.imageclustering.vision;

import java.io.IOException;

/** Bytes that are not the local features of a picture. */
public final class DamagedFeatures extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedFeatures(String found) {
        super("The local features are damaged: found " + found);
    }
}
