/** What only an administrator may do. */
@ApplicationModule(allowedDependencies = {"shared", "shared::web", "storage", "image", "batch"})
@NullMarked
package dev.imageclustering.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
