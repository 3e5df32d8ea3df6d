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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds the copies of pictures in a batch. The best image of all becomes the one to keep, and every image that is the
 * same picture as it a copy of it; then the best of the others, and so on. So each copy is known to be the same as the
 * one that is kept, not only like something that is like it.
 */
@Component
public class DuplicateSearch {

    /** So many are looked at before the first page is known; each time it is not, twice as many. */
    private static final int FIRST_FAMILIES = 256;

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

    /** Images that may be copies of each other; none of their groups that is wanted has a lower id than the lowest. */
    private record Family(int lowest, List<Integer> images) {}

    /**
     * Returns the first groups whose lowest id is above {@code after}, in the order of that id. Images that wait for
     * their analysis are in none yet. Families are looked at some at a time, until the page is sure to be complete,
     * since there may be half as many as images.
     */
    public List<DuplicateGroup> groups(BatchId batch, int after, int limit) {
        batches.require(batch);
        List<Family> families = families(after);
        List<DuplicateGroup> page = new ArrayList<>();
        List<Star> open = new ArrayList<>();
        Set<Integer> present = Set.of();
        int from = 0;
        for (int window = FIRST_FAMILIES; from < families.size() && page.size() < limit; window *= 2) {
            int to = (int) Math.min(families.size(), (long) from + window);
            List<Family> some = families.subList(from, to);
            if (from == 0) {
                present = members.among(batch, images(some));
            } else if (from == FIRST_FAMILIES) {
                present = new HashSet<>(batches.imageIds(batch));
            }
            open.addAll(stars(some, present, after));
            List<Star> sure = below(
                    to == families.size() ? Integer.MAX_VALUE : families.get(to).lowest(), open);
            page.addAll(described(sure, limit - page.size()));
            sure.clear();
            from = to;
        }
        return page;
    }

    /** Returns the families that may have a group of images above {@code after} only. */
    private List<Family> families(int after) {
        return index.copyFamilies().stream()
                .map(images -> new Family(lowest(images, after), images))
                .filter(family -> family.lowest() < Integer.MAX_VALUE)
                .sorted(Comparator.comparingInt(Family::lowest))
                .toList();
    }

    /** Returns the lowest id above {@code after}, or no id where there are not two of them. */
    private static int lowest(List<Integer> images, int after) {
        int[] above = images.stream()
                .mapToInt(Integer::intValue)
                .filter(image -> image > after)
                .sorted()
                .limit(2)
                .toArray();
        return above.length < 2 ? Integer.MAX_VALUE : above[0];
    }

    private static List<Integer> images(List<Family> families) {
        return families.stream().flatMap(family -> family.images().stream()).toList();
    }

    /** Sorts the stars, and returns a view of those whose lowest id is below the given one. */
    private static List<Star> below(int id, List<Star> stars) {
        stars.sort(Comparator.comparingInt(Star::firstId));
        return stars.subList(
                0, (int) stars.stream().takeWhile(star -> star.firstId() < id).count());
    }

    private List<DuplicateGroup> described(List<Star> stars, int most) {
        return stars.stream()
                .gather(Gatherers.windowFixed(most))
                .flatMap(some -> describe(some).stream())
                .limit(most)
                .toList();
    }

    private List<Star> stars(List<Family> families, Set<Integer> present, int after) {
        List<List<Integer>> inBatch = families.stream()
                .map(family ->
                        family.images().stream().filter(present::contains).toList())
                .filter(family -> family.size() > 1)
                .toList();
        List<Integer> ids = inBatch.stream().flatMap(List::stream).toList();
        Map<Integer, Probe> probes = index.probes(ids);
        Map<Integer, ImageStanding> standings = new HashMap<>();
        signatures.standings(ids, CopyOrder.METRIC).forEach(standing -> standings.put(standing.id(), standing));
        return inBatch.stream()
                .flatMap(family -> Star.of(family, probes, standings).stream())
                .filter(star -> star.firstId() > after)
                .toList();
    }

    private List<DuplicateGroup> describe(List<Star> stars) {
        Map<Integer, ImageView> views = new HashMap<>();
        catalog.byIds(stars.stream()
                        .flatMap(star -> Stream.concat(
                                Stream.of(star.keep()), star.copies().stream().map(Star.Copy::standing)))
                        .map(ImageStanding::id)
                        .toList())
                .forEach(view -> views.put(view.id(), view));
        return stars.stream().flatMap(star -> describe(star, views)).toList();
    }

    /** Leaves out what was deleted a moment ago. */
    private Stream<DuplicateGroup> describe(Star star, Map<Integer, ImageView> views) {
        ImageView keep = views.get(star.keep().id());
        List<Star.Copy> copies = star.copies().stream()
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

    private SimilarImage describe(ImageView keep, Star.Copy copy, Map<Integer, ImageView> views) {
        ImageView image = Objects.requireNonNull(views.get(copy.standing().id()));
        boolean identical = copy.likeness().mayBeIdentical() && files.areEqual(keep, image);
        return SimilarImage.of(image, identical ? Sameness.IDENTICAL : Sameness.SAME, copy.likeness());
    }
}
