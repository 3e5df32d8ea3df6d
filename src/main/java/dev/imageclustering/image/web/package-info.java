/** The REST operations on images and their files. */
@NamedInterface("web")
@NullMarked
package dev.imageclustering.image.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
