package dev.imageclustering.batch;

import dev.imageclustering.shared.BatchId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person has grouped a batch; published in the transaction that does so.
 *
 * @param before the label of each image until now, null where it had none
 * @param after the label of each image from now on
 */
public record RegroupedByHand(BatchId batch, Map<Integer, @Nullable String> before, Map<Integer, String> after) {}
