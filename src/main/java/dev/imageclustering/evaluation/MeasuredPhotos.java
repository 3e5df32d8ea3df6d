package dev.imageclustering.evaluation;

import dev.imageclustering.analysis.ExifReader;
import dev.imageclustering.clustering.DescribedPhotos;
import dev.imageclustering.image.ImageMetadata;
import dev.imageclustering.vision.KeypointFeatures;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.PictureFeatures;
import dev.imageclustering.vision.UnreadablePicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** What grouping needs of each photo; element i of each array is photo i. */
@SuppressWarnings("ArrayRecordComponent")
record MeasuredPhotos(DescribedPhotos input, KeypointFeatures[] keypoints) {

    /** Measures one photo. */
    @FunctionalInterface
    interface Source {
        Photo photo(int i) throws UnreadablePicture, IOException;
    }

    /** One photo: what it looks like and when it was taken, in milliseconds or {@link DescribedPhotos#UNKNOWN}. */
    record Photo(PictureFeatures features, long time) {}

    /**
     * Measures n photos on all cores.
     *
     * @throws UncheckedIOException when one cannot be read; the message names it
     */
    static MeasuredPhotos of(int n, Source source, CpuClock clock) {
        int d = PictureEngine.descriptorModel().dimension();
        float[] points = new float[n * d];
        long[] times = new long[n];
        KeypointFeatures[] keypoints = new KeypointFeatures[n];
        IntStream.range(0, n).parallel().forEach(i -> {
            Photo photo = clock.time(() -> measured(source, i));
            System.arraycopy(photo.features.descriptor(), 0, points, i * d, d);
            times[i] = photo.time;
            keypoints[i] = photo.features.keypoints();
        });
        return new MeasuredPhotos(new DescribedPhotos(points, n, d, times), keypoints);
    }

    private static Photo measured(Source source, int i) {
        try {
            return source.photo(i);
        } catch (UnreadablePicture unreadable) {
            throw new UncheckedIOException(new IOException(unreadable.getMessage(), unreadable));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Photos as they lie on the disk, with the orientation and the time that their files tell. */
    static Source files(LabelledPhotos photos, PictureEngine engine) {
        ExifReader exif = new ExifReader();
        return i -> {
            Path file = photos.files().get(i);
            ImageMetadata metadata = exif.read(file);
            Integer orientation = metadata.orientation();
            return new Photo(
                    engine.features(file, orientation == null ? 1 : orientation),
                    metadata.shotAt() == null
                            ? DescribedPhotos.UNKNOWN
                            : metadata.shotAt().toEpochMilli());
        };
    }

    /** Returns the size of the local features as they are stored, per photo. */
    double bytesEach() {
        return IntStream.range(0, keypoints.length)
                .mapToLong(i -> keypoints[i].toBytes().length)
                .average()
                .orElse(0);
    }
}
