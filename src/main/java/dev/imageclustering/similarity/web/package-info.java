/** The REST operations that find similar images and duplicates. */
@NullMarked
package dev.imageclustering.similarity.web;

import org.jspecify.annotations.NullMarked;
