package dev.imageclustering.evaluation;

import dev.imageclustering.analysis.ExifReader;
import dev.imageclustering.clustering.Proposals;
import dev.imageclustering.vision.ImageEncoder;
import dev.imageclustering.vision.PictureEngine;
import dev.imageclustering.vision.UnreadablePicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/** Photos as a neural model sees them. */
record EncodedPhotos(LabelledPhotos photos, PictureEngine engine, ImageEncoder encoder) {

    /** Returns the model's name and version. */
    String model() {
        return encoder.version();
    }

    /**
     * Encodes all photos, on all cores; those that the model makes nothing of are left out.
     *
     * @throws UncheckedIOException when one cannot be read; the message names it
     */
    Proposals proposals(CpuClock clock) {
        ExifReader exif = new ExifReader();
        List<List<Integer>> batches = IntStream.range(0, photos.count())
                .boxed()
                .gather(Gatherers.windowFixed(encoder.atOnce()))
                .toList();
        List<Optional<float[]>> vectors = batches.parallelStream()
                .map(batch -> clock.time(() -> encoder.encode(batch.stream()
                        .map(i -> input(photos.files().get(i), exif))
                        .toList())))
                .flatMap(List::stream)
                .toList();
        int[] known = IntStream.range(0, vectors.size())
                .filter(i -> vectors.get(i).isPresent())
                .toArray();
        int d = encoder.dimension();
        float[] points = new float[known.length * d];
        for (int i = 0; i < known.length; i++) {
            System.arraycopy(vectors.get(known[i]).orElseThrow(), 0, points, i * d, d);
        }
        return new Proposals(known, points, d);
    }

    private float[] input(Path file, ExifReader exif) {
        try {
            Integer orientation = exif.read(file).orientation();
            return engine.encoderInput(file, orientation == null ? 1 : orientation, encoder);
        } catch (UnreadablePicture unreadable) {
            throw new UncheckedIOException(new IOException(unreadable.getMessage(), unreadable));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
