/** What the service runs on: the embedded database, jobs, web conventions and OpenAPI. */
@ApplicationModule(allowedDependencies = {"shared", "shared::web"})
@NullMarked
package dev.imageclustering.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
