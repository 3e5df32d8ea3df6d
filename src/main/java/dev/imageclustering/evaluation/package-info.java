/** Measures how well photos are grouped whose groups are known. */
@ApplicationModule(allowedDependencies = {"analysis", "clustering", "image", "vision"})
@NullMarked
package dev.imageclustering.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
