package dev.imageclustering.image;

import dev.imageclustering.shared.ImageId;

/** An image is about to be deleted; published inside the transaction that deletes it, before its row goes. */
public record ImageLeaving(ImageId id) {}
