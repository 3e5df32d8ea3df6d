package dev.imageclustering.image;

import dev.imageclustering.shared.Chunks;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the stored images are compared by. */
@Component
@Transactional(readOnly = true)
public class ImageSignatures {

    private final Signatures signatures;

    ImageSignatures(Signatures signatures) {
        this.signatures = signatures;
    }

    /** Visits every signature by the model in the order of ids, in bounded memory. */
    public void forEach(String model, Consumer<ImageSignature> visitor) {
        try (Stream<Object[]> rows = signatures.streamAll(model, AnalysisState.COMPLETE)) {
            rows.forEach(row -> visitor.accept(signature(row)));
        }
    }

    /** Visits those of the images that have a signature by the model. */
    public void forEach(Collection<Integer> ids, String model, Consumer<ImageSignature> visitor) {
        Chunks.of(ids).forEach(chunk -> {
            try (Stream<Object[]> rows = signatures.stream(chunk, model, AnalysisState.COMPLETE)) {
                rows.forEach(row -> visitor.accept(signature(row)));
            }
        });
    }

    /** Returns when the images were analysed whose analysis ended at that time or later, well or not. */
    public Map<Integer, Instant> analysedSince(Instant since) {
        Map<Integer, Instant> analysed = new HashMap<>();
        signatures.findAnalysedSince(since).forEach(row -> analysed.put((Integer) row[0], (Instant) row[1]));
        return analysed;
    }

    /** Returns what decides which copy to keep, for those of the images that exist, with their quality by the metric. */
    public List<ImageStanding> standings(Collection<Integer> ids, String metric) {
        return Chunks.of(ids)
                .flatMap(chunk -> signatures.findStandings(chunk, metric).stream())
                .toList();
    }

    /** Returns the hash and the capture time of those of the images that exist. */
    public Map<Integer, ImageCapture> captures(Collection<Integer> ids) {
        Map<Integer, ImageCapture> captures = new HashMap<>();
        Chunks.of(ids)
                .flatMap(chunk -> signatures.findCaptures(chunk).stream())
                .forEach(capture -> captures.put(capture.id(), capture));
        return captures;
    }

    private static ImageSignature signature(Object[] row) {
        return new ImageSignature(
                (Integer) row[0], (Instant) row[1], (Long) row[2], FeatureVector.values((byte[]) row[3]));
    }
}
