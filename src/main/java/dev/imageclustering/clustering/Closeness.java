package dev.imageclustering.clustering;

import java.util.List;

/**
 * How alike two photos are by their descriptors against the background of both ({@link LocalScale}).
 *
 * <p>Where nothing else decides, and where it is known which components tell of shape, these and the others are scaled
 * for themselves: a photo may have many others of its colours around it and none of its shapes. In a batch too small to
 * have a background they are not, since what is typical is known of the whole only.
 */
final class Closeness {

    /** Shape tells a little more than the rest; both together more than 1, so that the same closeness is enough as of all. */
    private static final double SHAPE = 0.69;

    private static final double OTHERS = 0.46;

    private record Part(double weight, LocalScale scale, PairDistance distances) {

        static Part of(double weight, float[] points, int n, NearestRows nearest, double typicalSimilarity) {
            return new Part(
                    weight,
                    LocalScale.of(nearest, typicalSimilarity),
                    PairDistance.ofRows(points, n, n == 0 ? 1 : points.length / n, Metric.COSINE));
        }
    }

    private final List<Part> parts;

    private Closeness(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Returns the closeness of all pairs, each computed when it is asked for in O(d). Time O(n^2 d) for the nearest by
     * parts, if there are any.
     *
     * @param nearest by all components
     * @throws RunCancelled if the monitor wants it
     */
    static Closeness of(DescribedPhotos photos, NearestRows nearest, GroupingOptions options, RunMonitor monitor) {
        int shape = options.shapeComponents();
        if (options.verify() || shape == 0 || shape >= photos.d() || nearest.k() < LocalScale.FAR) {
            return new Closeness(
                    List.of(Part.of(1, photos.points(), photos.n(), nearest, options.typicalSimilarity())));
        }
        float[] shapes = photos.components(0, shape);
        float[] others = photos.components(shape, photos.d());
        return new Closeness(List.of(
                Part.of(SHAPE, shapes, photos.n(), nearest(shapes, photos.n(), monitor), Double.NaN),
                Part.of(OTHERS, others, photos.n(), nearest(others, photos.n(), monitor), Double.NaN)));
    }

    private static NearestRows nearest(float[] points, int n, RunMonitor monitor) {
        return Neighbours.nearest(points, n, points.length / n, LocalScale.FAR, Metric.COSINE, monitor);
    }

    /** 1 or a little more for equal descriptors, 0 for two that are as alike as their background, negative below. */
    double between(int i, int j) {
        double sum = 0;
        for (Part part : parts) {
            sum += part.weight * part.scale.closeness(i, j, part.distances.between(i, j));
        }
        return sum;
    }
}
