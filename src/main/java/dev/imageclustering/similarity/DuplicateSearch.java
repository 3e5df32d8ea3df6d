package dev.imageclustering.similarity;

import dev.imageclustering.batch.BatchCatalog;
import dev.imageclustering.batch.BatchMembers;
import dev.imageclustering.image.ImageCatalog;
import dev.imageclustering.image.ImageSignatures;
import dev.imageclustering.image.ImageStanding;
import dev.imageclustering.image.ImageView;
import dev.imageclustering.shared.BatchId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds the copies of pictures in a batch. The best image of all becomes the one to keep, and every image that is the
 * same picture as it a copy of it; then the best of the others, and so on. So each copy is known to be the same as the
 * one that is kept, not only like something that is like it.
 */
@Component
public class DuplicateSearch {

    private final BatchCatalog batches;
    private final BatchMembers members;
    private final ImageCatalog catalog;
    private final ImageSignatures signatures;
    private final LibraryIndex index;
    private final EqualFiles files;

    DuplicateSearch(
            BatchCatalog batches,
            BatchMembers members,
            ImageCatalog catalog,
            ImageSignatures signatures,
            LibraryIndex index,
            EqualFiles files) {
        this.batches = batches;
        this.members = members;
        this.catalog = catalog;
        this.signatures = signatures;
        this.index = index;
        this.files = files;
    }

    /** An image and those that are the same. */
    private record Star(ImageStanding keep, List<Copy> copies, CopyOrder order) {

        int firstId() {
            return Stream.concat(Stream.of(keep), copies.stream().map(Copy::standing))
                    .mapToInt(ImageStanding::id)
                    .min()
                    .orElseThrow();
        }
    }

    private record Copy(ImageStanding standing, Likeness likeness) {}

    /**
     * Returns the first groups whose lowest id is above {@code after}, in the order of that id. Images that wait for
     * their analysis are in none yet.
     */
    public List<DuplicateGroup> groups(BatchId batch, int after, int limit) {
        batches.require(batch);
        List<List<Integer>> families = index.copyFamilies();
        Set<Integer> present =
                members.among(batch, families.stream().flatMap(List::stream).toList());
        List<List<Integer>> inBatch = families.stream()
                .map(family -> family.stream().filter(present::contains).toList())
                .filter(family -> family.size() > 1)
                .toList();
        List<Integer> ids = inBatch.stream().flatMap(List::stream).toList();
        Map<Integer, Probe> probes = index.probes(ids);
        Map<Integer, ImageStanding> standings = new HashMap<>();
        signatures.standings(ids, CopyOrder.METRIC).forEach(standing -> standings.put(standing.id(), standing));
        List<Star> stars = inBatch.stream()
                .flatMap(family -> stars(family, probes, standings))
                .filter(star -> star.firstId() > after)
                .sorted(Comparator.comparingInt(Star::firstId))
                .limit(limit)
                .toList();
        return describe(stars);
    }

    private static Stream<Star> stars(
            List<Integer> family, Map<Integer, Probe> probes, Map<Integer, ImageStanding> standings) {
        List<ImageStanding> left = new ArrayList<>(family.stream()
                .filter(id -> probes.containsKey(id) && standings.containsKey(id))
                .map(id -> Objects.requireNonNull(standings.get(id)))
                .toList());
        CopyOrder order = CopyOrder.of(left);
        left.sort(order.bestFirst());
        List<Star> stars = new ArrayList<>();
        while (left.size() > 1) {
            ImageStanding keep = left.removeFirst();
            List<Copy> copies = new ArrayList<>();
            List<ImageStanding> others = new ArrayList<>();
            for (ImageStanding other : left) {
                Likeness likeness = likeness(probes, keep.id(), other.id());
                if (likeness.kind() == Sameness.SAME) {
                    copies.add(new Copy(other, likeness));
                } else {
                    others.add(other);
                }
            }
            if (!copies.isEmpty()) {
                stars.add(new Star(keep, copies, order));
            }
            left = others;
        }
        return stars.stream();
    }

    private static Likeness likeness(Map<Integer, Probe> probes, int one, int other) {
        Probe probe = Objects.requireNonNull(probes.get(one));
        Probe target = Objects.requireNonNull(probes.get(other));
        return probe.likeness(target.hash(), probe.vector().similarity(target.vector()));
    }

    private List<DuplicateGroup> describe(List<Star> stars) {
        Map<Integer, ImageView> views = new HashMap<>();
        catalog.byIds(stars.stream()
                        .flatMap(star -> Stream.concat(
                                Stream.of(star.keep()), star.copies().stream().map(Copy::standing)))
                        .map(ImageStanding::id)
                        .toList())
                .forEach(view -> views.put(view.id(), view));
        return stars.stream().flatMap(star -> describe(star, views)).toList();
    }

    /** Leaves out what was deleted a moment ago. */
    private Stream<DuplicateGroup> describe(Star star, Map<Integer, ImageView> views) {
        ImageView keep = views.get(star.keep().id());
        List<Copy> copies = star.copies().stream()
                .filter(copy -> views.containsKey(copy.standing().id()))
                .toList();
        if (keep == null || copies.isEmpty()) {
            return Stream.empty();
        }
        String reason = star.order().reason(star.keep(), copies.getFirst().standing());
        return Stream.of(new DuplicateGroup(
                star.firstId(),
                keep,
                reason,
                copies.stream().map(copy -> describe(keep, copy, views)).toList()));
    }

    private SimilarImage describe(ImageView keep, Copy copy, Map<Integer, ImageView> views) {
        ImageView image = Objects.requireNonNull(views.get(copy.standing().id()));
        boolean identical = copy.likeness().mayBeIdentical() && files.areEqual(keep, image);
        return SimilarImage.of(image, identical ? Sameness.IDENTICAL : Sameness.SAME, copy.likeness());
    }
}
