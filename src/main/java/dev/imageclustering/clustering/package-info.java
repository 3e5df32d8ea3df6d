/** Algorithms on plain arrays: density-based clustering and nearest neighbours. Knows nothing of Spring, I/O or the database. */
@NullMarked
package dev.imageclustering.clustering;

import org.jspecify.annotations.NullMarked;
