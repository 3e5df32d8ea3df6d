/** What is computed for one image: metadata, thumbnails, perceptual hash, features and quality. */
@ApplicationModule(allowedDependencies = {"shared", "shared::web", "image", "storage", "vision"})
@NullMarked
package dev.imageclustering.analysis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
