/** Web conventions: problems, CORS, both spellings of a path, OpenAPI and the start page. */
@NullMarked
package dev.imageclustering.platform.web;

import org.jspecify.annotations.NullMarked;
