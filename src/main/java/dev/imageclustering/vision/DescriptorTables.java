package dev.imageclustering.vision;

import java.util.regex.Pattern;

/**
 * Everything learned that the built-in descriptor needs.
 *
 * @param version distinguishes descriptors that must never be compared; part of the {@link DescriptorModel}
 * @param sift for {@link RootSift}
 * @param colour for {@link ColourCells}
 */
record DescriptorTables(String version, Vocabulary sift, Vocabulary colour) {

    static final String MODEL_NAME = "rootsift-colour-vlad";

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    DescriptorTables {
        if (!isVersion(version)) {
            throw new IllegalArgumentException("version must match " + VERSION + " but is " + version);
        }
    }

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    DescriptorModel model() {
        return new DescriptorModel(MODEL_NAME, version, sift.dimension() + colour.dimension());
    }
}
