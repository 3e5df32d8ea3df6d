package dev.imageclustering.analysis;

import dev.imageclustering.vision.PictureEngine;

/**
 * What vectors come from.
 *
 * @param id its name and version
 * @param dimension how many values a vector has
 */
public record FeatureModel(String id, int dimension) {

    /** Returns the built-in descriptor's model, of which every analysed image has a vector. */
    public static FeatureModel builtIn() {
        return new FeatureModel(
                PictureEngine.descriptorModel().id(),
                PictureEngine.descriptorModel().dimension());
    }
}
