/** The REST operations that group a batch and rank its groups. */
@NullMarked
package dev.imageclustering.grouping.web;

import org.jspecify.annotations.NullMarked;
