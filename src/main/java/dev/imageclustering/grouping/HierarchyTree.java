package dev.imageclustering.grouping;

import dev.imageclustering.clustering.CondensedHierarchy;
import dev.imageclustering.shared.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a hierarchy for a reader.
 *
 * @param run the analysis that found it
 * @param images how many images it has
 * @param dial the distances that 0 and 1 of the dial stand for
 * @param nodes parents before their children, level by level, the largest of each level first
 * @param complete whether nothing that was asked for had to be left out
 */
public record HierarchyTree(int run, int images, DialRange dial, List<Node> nodes, boolean complete) {

    /**
     * How much of a hierarchy is asked for.
     *
     * @param root the id of the node to begin with; null for all
     * @param depth how many levels, at least 1
     * @param minSize the least images of a node, at least 2
     * @param limit the most nodes
     * @param imageLimit the most images that are named in a node
     */
    public record Extent(@Nullable Integer root, int depth, int minSize, int limit, int imageLimit) {}

    /**
     * A node.
     *
     * @param parent null for a root and for the node that was asked for
     * @param distance where all of its images are together
     * @param parts where it parts into its children; null if it has none
     * @param children how many there are, whether they are told or not
     * @param images those of its images that are in no node below it that is told, as many as were asked for
     * @param imagesLeftOff how many of those are not named
     */
    public record Node(
            int id,
            @Nullable Integer parent,
            double distance,
            @Nullable Double parts,
            int size,
            int children,
            List<Integer> images,
            int imagesLeftOff) {}

    static HierarchyTree of(int run, Hierarchy hierarchy, CondensedHierarchy condensed, Extent extent) {
        return new Selection(hierarchy, condensed, extent).tree(run);
    }

    /** The hierarchy has no node of the id. */
    public static final class NodeNotFound extends Problem {

        private static final long serialVersionUID = 1L;

        NodeNotFound(int id) {
            super(Kind.NOT_FOUND, "node-not-found", "The hierarchy has no node %d of that size.".formatted(id));
        }
    }

    /** Chooses the nodes that are told. */
    private static final class Selection {

        private final Hierarchy hierarchy;
        private final CondensedHierarchy condensed;
        private final Extent extent;
        private final List<List<Integer>> children = new ArrayList<>();
        private final List<Integer> roots = new ArrayList<>();
        private final List<Integer> told = new ArrayList<>();
        private final int[] levels;
        private boolean complete = true;

        Selection(Hierarchy hierarchy, CondensedHierarchy condensed, Extent extent) {
            this.hierarchy = hierarchy;
            this.condensed = condensed;
            this.extent = extent;
            this.levels = new int[condensed.nodes()];
            for (int place = 0; place < condensed.nodes(); place++) {
                children.add(new ArrayList<>());
                int above = condensed.parent()[place];
                (above == CondensedHierarchy.NONE ? roots : children.get(above)).add(place);
            }
            children.forEach(this::sort);
            sort(roots);
        }

        private void sort(List<Integer> places) {
            places.sort((a, b) -> Integer.compare(condensed.size()[b], condensed.size()[a]));
        }

        HierarchyTree tree(int run) {
            choose();
            List<List<Integer>> images = images();
            List<Node> nodes = IntStream.range(0, told.size())
                    .mapToObj(i -> node(told.get(i), images.get(i)))
                    .toList();
            return new HierarchyTree(run, hierarchy.imageIds().length, hierarchy.dial(), nodes, complete);
        }

        private void choose() {
            ArrayDeque<Integer> next = new ArrayDeque<>(extent.root() == null ? roots : List.of(place(extent.root())));
            next.forEach(place -> levels[place] = 1);
            while (!next.isEmpty()) {
                int place = next.remove();
                if (told.size() == extent.limit()) {
                    complete = false;
                    return;
                }
                told.add(place);
                if (levels[place] < extent.depth()) {
                    children.get(place).forEach(child -> levels[child] = levels[place] + 1);
                    next.addAll(children.get(place));
                } else if (!children.get(place).isEmpty()) {
                    complete = false;
                }
            }
        }

        private int place(int id) {
            return IntStream.range(0, condensed.nodes())
                    .filter(place -> condensed.id()[place] == id)
                    .findFirst()
                    .orElseThrow(() -> new NodeNotFound(id));
        }

        /** Returns the images of each node that is told, apart from those of the nodes below it that are told. */
        private List<List<Integer>> images() {
            int[] holders = new int[condensed.nodes()];
            Arrays.fill(holders, CondensedHierarchy.NONE);
            List<List<Integer>> images = new ArrayList<>();
            for (int i = 0; i < told.size(); i++) {
                holders[told.get(i)] = i;
                images.add(new ArrayList<>());
            }
            for (int place = 0; place < holders.length; place++) {
                int above = condensed.parent()[place];
                if (holders[place] == CondensedHierarchy.NONE && above != CondensedHierarchy.NONE) {
                    holders[place] = holders[above];
                }
            }
            for (int i = 0; i < hierarchy.imageIds().length; i++) {
                int owner = condensed.owner()[i];
                if (owner != CondensedHierarchy.NONE && holders[owner] != CondensedHierarchy.NONE) {
                    images.get(holders[owner]).add(hierarchy.imageIds()[i]);
                }
            }
            return images;
        }

        private Node node(int place, List<Integer> images) {
            int above = condensed.parent()[place];
            boolean top = above == CondensedHierarchy.NONE
                    || Integer.valueOf(condensed.id()[place]).equals(extent.root());
            double parts = condensed.parts()[place];
            List<Integer> named = images.subList(0, Math.min(images.size(), extent.imageLimit()));
            return new Node(
                    condensed.id()[place],
                    top ? null : condensed.id()[above],
                    condensed.distance()[place],
                    Double.isNaN(parts) ? null : parts,
                    condensed.size()[place],
                    children.get(place).size(),
                    List.copyOf(named),
                    images.size() - named.size());
        }
    }
}
