/** The REST operations on what is computed for an image. */
@NullMarked
package dev.imageclustering.analysis.web;

import org.jspecify.annotations.NullMarked;
