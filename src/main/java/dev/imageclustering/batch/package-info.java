/** Batches: named sets of images, their memberships and groups. */
@ApplicationModule(allowedDependencies = {"shared", "shared::web", "image", "image::web"})
@NullMarked
package dev.imageclustering.batch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
