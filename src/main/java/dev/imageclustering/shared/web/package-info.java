/** How every feature answers over HTTP: files and long arrays. */
@NamedInterface("web")
@NullMarked
package dev.imageclustering.shared.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
