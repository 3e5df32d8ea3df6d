package dev.imageclustering.grouping;

import dev.imageclustering.clustering.RunMonitor;

/** A way to find groups; every bean of this type can be asked for by its name. */
public interface GroupingMethod {

    /** Returns the name that requests use. */
    String name();

    /**
     * Finds groups. Runs on a thread for heavy work, with no transaction open.
     *
     * @param monitor is told how far it is
     * @throws dev.imageclustering.clustering.RunCancelled if the monitor wants it
     */
    Grouping group(GroupingInput input, RunMonitor monitor);
}
