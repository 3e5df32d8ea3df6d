package dev.imageclustering.similarity;

import dev.imageclustering.image.ImageView;
import java.util.List;

/**
 * Copies of one picture.
 *
 * @param firstId the lowest id of all of them
 * @param keep the one to keep
 * @param reason why that one
 * @param copies the others, each of which is the same picture as the one to keep; the best first
 */
public record DuplicateGroup(int firstId, ImageView keep, String reason, List<SimilarImage> copies) {}
