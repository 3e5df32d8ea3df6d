package dev.imageclustering.vision;

/** A model file that cannot be used; the message says why. */
public final class UnusableModel extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableModel(String message, Throwable cause) {
        super(message, cause);
    }
}
