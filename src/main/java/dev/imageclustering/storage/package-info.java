/** Originals and thumbnails on disk, addressed by the hash of their content. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package dev.imageclustering.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
