package dev.imageclustering.image;

import dev.imageclustering.shared.ImageId;

/** A new image was stored; published inside the transaction that stores it. */
public record ImageUploaded(ImageId id) {}
