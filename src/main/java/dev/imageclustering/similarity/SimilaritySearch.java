package dev.imageclustering.similarity;

import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageSignatures;
import dev.imageclustering.image.ImageView;
import dev.imageclustering.shared.ImageId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Finds the images that are like one of them. */
@Component
public class SimilaritySearch {

    /**
     * So many more are found than wanted, since some may be deleted by now, and some be of a stronger kind; where that is
     * not enough, twice as many.
     */
    private static final int SPARE = 64;

    private final ImageCatalog catalog;
    private final ImageSignatures signatures;
    private final AnalysisQueue analysis;
    private final LibraryIndex index;
    private final EqualFiles files;

    SimilaritySearch(
            ImageCatalog catalog,
            ImageSignatures signatures,
            AnalysisQueue analysis,
            LibraryIndex index,
            EqualFiles files) {
        this.catalog = catalog;
        this.signatures = signatures;
        this.analysis = analysis;
        this.index = index;
        this.files = files;
    }

    /**
     * Returns the images like the given one, which is analysed first if it was not yet: the strongest kind first, in
     * it the most alike, of equal ones the lower id.
     *
     * @throws NotComparable if its picture cannot be read
     */
    public List<SimilarImage> similar(ImageId id, Set<Sameness> kinds, int limit) {
        ImageView image = catalog.get(id);
        Probe probe = probe(id);
        Predicate<Likeness> wanted = likeness -> kinds.contains(Objects.requireNonNull(likeness.kind()))
                || (kinds.contains(Sameness.IDENTICAL) && likeness.mayBeIdentical());
        for (int most = limit + SPARE; ; most *= 2) {
            List<Candidate> found = index.search(probe, wanted, most);
            List<SimilarImage> similar = among(found, image, kinds);
            if (similar.size() >= limit || found.size() < most) {
                return similar.stream().limit(limit).toList();
            }
        }
    }

    private List<SimilarImage> among(List<Candidate> found, ImageView image, Set<Sameness> kinds) {
        Map<Integer, ImageView> views = views(found);
        List<SimilarImage> similar = new ArrayList<>();
        for (Candidate candidate : found) {
            ImageView other = views.get(candidate.imageId());
            if (other != null) {
                Sameness kind = kind(image, other, candidate.likeness());
                if (kinds.contains(kind)) {
                    similar.add(SimilarImage.of(other, kind, candidate.likeness()));
                }
            }
        }
        // Identical ones first; the order of the others stays.
        similar.sort((one, other) -> one.kind().compareTo(other.kind()));
        return similar;
    }

    private Sameness kind(ImageView image, ImageView other, Likeness likeness) {
        return likeness.mayBeIdentical() && files.areEqual(image, other)
                ? Sameness.IDENTICAL
                : Objects.requireNonNull(likeness.kind());
    }

    private Map<Integer, ImageView> views(List<Candidate> found) {
        List<Integer> ids = found.stream().map(Candidate::imageId).toList();
        Map<Integer, ImageView> views = new HashMap<>();
        catalog.byIds(ids).forEach(view -> views.put(view.id(), view));
        index.forget(ids.stream().filter(id -> !views.containsKey(id)).toList());
        return views;
    }

    private Probe probe(ImageId id) {
        analysis.await(id);
        List<Probe> probes = new ArrayList<>();
        signatures.forEach(List.of(id.value()), analysis.model(), signature -> probes.add(Probe.of(signature)));
        return probes.stream().findFirst().orElseThrow(() -> new NotComparable(id));
    }
}
