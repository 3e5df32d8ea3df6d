/** Bytes to picture, thumbnail, perceptual hash, descriptor and quality. Native codecs live here and nowhere else. */
@NullMarked
package dev.imageclustering.vision;

import org.jspecify.annotations.NullMarked;
