/** Runs of the clustering over a batch, and the ranking of its groups. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "shared::web",
            "image",
            "analysis",
            "batch",
            "batch::web",
            "clustering",
            "similarity"
        })
@NullMarked
package dev.imageclustering.grouping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
