/** The REST operations for an administrator. */
@NullMarked
package dev.imageclustering.admin.web;

import org.jspecify.annotations.NullMarked;
