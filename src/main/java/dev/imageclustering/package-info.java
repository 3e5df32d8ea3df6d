/** The application: one process that groups photos of the same thing over a REST API. */
@NullMarked
package dev.imageclustering;

import org.jspecify.annotations.NullMarked;
