/** The PostgreSQL that the service brings along for those who name no database of their own. */
@NamedInterface("embedded")
@NullMarked
package dev.imageclustering.platform.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
