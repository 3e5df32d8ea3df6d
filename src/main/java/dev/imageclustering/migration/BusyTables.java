package dev.imageclustering.migration;

import java.time.Duration;

/**
 * How a revision behaves towards tables that are in use.
 *
 * @param timeout how long one of its statements waits for a lock; whoever comes after it waits as long, readers too
 * @param patience how long it is tried again before it is given up
 */
record BusyTables(Duration timeout, Duration patience) {

    static final BusyTables DEFAULT = new BusyTables(Duration.ofSeconds(3), Duration.ofMinutes(5));
}
