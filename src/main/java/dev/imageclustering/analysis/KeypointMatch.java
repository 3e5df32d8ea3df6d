package dev.imageclustering.analysis;

/**
 * What two images have in common by their local features.
 *
 * @param places how many places of the one are found in the other where one motion of a plane would bring them
 * @param mirrored whether they are found in its mirror image
 * @param comparable how many local features the image has that has fewer
 * @param corroboration what all local features say for that motion against chance, 0 or more
 */
public record KeypointMatch(int places, boolean mirrored, int comparable, double corroboration) {}
