package dev.imageclustering.migration;

/** The database that a command needs cannot be had; the message is one line for an operator. */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
