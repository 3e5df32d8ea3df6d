package dev.imageclustering.grouping;

import dev.imageclustering.clustering.DescribedPhotos;
import dev.imageclustering.clustering.GroupingOptions;
import dev.imageclustering.clustering.PairEvidence;
import dev.imageclustering.clustering.PairWeighing;
import dev.imageclustering.clustering.PhotoLink;
import dev.imageclustering.image.ImageCapture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what speaks for a link between two images, as the method {@code auto} weighs it. */
@Component
class LinkEvidence {

    private final AutoMethod auto;

    LinkEvidence(AutoMethod auto) {
        this.auto = auto;
    }

    /**
     * One of two images.
     *
     * @param near its surroundings
     */
    record Side(ImageCapture capture, NearestInGroups near) {}

    /**
     * Compares two images, which takes a few milliseconds.
     *
     * @param distance the cosine distance of their vectors
     * @param threshold the strength from which on a link joins two images
     */
    Explanation.Evidence of(Side a, Side b, double distance, GroupingOptions options, double threshold) {
        boolean mirrorToo = Math.min(
                        a.near().rank(b.capture().id()),
                        b.near().rank(a.capture().id()))
                < options.mirrored();
        PairEvidence found = options.verify()
                ? auto.verifier(new ImageCapture[] {a.capture(), b.capture()}).verify(0, 1, mirrorToo)
                : PairEvidence.NONE;
        PhotoLink link = PairWeighing.weigh(
                new PairWeighing.Photo(a.near().nearest(), AutoMethod.time(a.capture())),
                new PairWeighing.Photo(b.near().nearest(), AutoMethod.time(b.capture())),
                distance,
                found,
                options);
        return new Explanation.Evidence(
                options.verify() ? found.inliers() : null,
                options.verify() ? found.comparable() : null,
                options.verify() ? found.mirrored() : null,
                options.verify() ? (Double) found.corroboration() : null,
                link.closeness(),
                secondsApart(a.capture(), b.capture()),
                link.strength(),
                threshold);
    }

    private static @Nullable Double secondsApart(ImageCapture a, ImageCapture b) {
        long one = AutoMethod.time(a);
        long other = AutoMethod.time(b);
        boolean known = one != DescribedPhotos.UNKNOWN && other != DescribedPhotos.UNKNOWN;
        return known ? (Double) (Math.abs(one - other) / 1_000.0) : null;
    }
}
