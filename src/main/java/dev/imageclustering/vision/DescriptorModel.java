package dev.imageclustering.vision;

/**
 * What a descriptor was computed by; descriptors of two models must never be compared.
 *
 * @param dimension length of the vectors
 */
public record DescriptorModel(String name, String version, int dimension) {

    public String id() {
        return name + "/" + version;
    }
}
