/** What every feature speaks: typed ids, problems and paging. */
@NullMarked
package dev.imageclustering.shared;

import org.jspecify.annotations.NullMarked;
