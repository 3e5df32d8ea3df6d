package dev.imageclustering.migration;

/** What the verbs end with. */
final class ExitCodes {

    static final int DONE = 0;
    static final int FOUND = 1;
    static final int FAILED = 255;

    private ExitCodes() {}
}
