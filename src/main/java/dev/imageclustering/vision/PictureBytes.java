package dev.imageclustering.vision;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes that a decoder reads at any position: those of a file, or of what is made of one. Not thread-safe. */
interface PictureBytes {

    long size();

    /** Reads some bytes at a position; returns how many, -1 at the end. */
    int read(ByteBuffer target, long position) throws IOException;
}
