/** Which stored images are alike, and in what way: copies, near-duplicates and photos of one scene. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "shared::web",
            "image",
            "image::web",
            "analysis",
            "batch",
            "clustering",
            "vision"
        })
@NullMarked
package dev.imageclustering.similarity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
