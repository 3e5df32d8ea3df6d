package dev.imageclustering.vision;

import java.io.IOException;

/** Bytes that should be a descriptor's tables and are not. */
final class DamagedTables extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedTables(String found) {
        super("The descriptor's tables are damaged: found " + found);
    }

    DamagedTables(String found, Throwable cause) {
        super("The descriptor's tables are damaged: found " + found, cause);
    }
}
