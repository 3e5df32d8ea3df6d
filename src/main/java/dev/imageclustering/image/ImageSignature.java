package dev.imageclustering.image;

import java.time.Instant;

/**
 * What an image is compared by.
 *
 * @param analysedAt when it was computed; a later analysis has a later time
 * @param perceptualHash the 64 bits of the perceptual hash
 * @param features the vector of the model that was asked for; the receiver may keep it
 */
@SuppressWarnings("ArrayRecordComponent") // handed over to the one who asked
public record ImageSignature(int id, Instant analysedAt, long perceptualHash, float[] features) {}
