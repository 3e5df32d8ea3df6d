/** Images: upload, stored files, the metadata view and deletion. */
@ApplicationModule(allowedDependencies = {"shared", "shared::web", "storage", "vision"})
@NullMarked
package dev.imageclustering.image;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
