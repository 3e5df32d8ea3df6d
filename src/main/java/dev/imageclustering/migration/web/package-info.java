/** What the REST operations answer while the schema is not the one of this program. */
@NamedInterface("web")
@NullMarked
package dev.imageclustering.migration.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
