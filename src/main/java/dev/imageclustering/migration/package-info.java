/** The revisions of the database schema: applied before anything else asks the database, one process at a time. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package dev.imageclustering.migration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
