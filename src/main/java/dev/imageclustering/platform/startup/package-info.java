/** What goes wrong at startup, told in one line that says what to do. */
@NullMarked
package dev.imageclustering.platform.startup;

import org.jspecify.annotations.NullMarked;
