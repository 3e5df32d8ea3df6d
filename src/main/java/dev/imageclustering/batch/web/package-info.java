/** The REST operations on batches. */
@NamedInterface("web")
@NullMarked
package dev.imageclustering.batch.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
