package dev.imageclustering.similarity;

import dev.imageclustering.analysis.AnalysisQueue;
import java.util.function.ObjDoubleConsumer;
import org.springframework.stereotype.Component;

/** How alike an image is to all others, by the vectors that are held in memory between requests. */
@Component
public class NearestImages {

    private final LibraryIndex index;
    private final AnalysisQueue analysis;

    NearestImages(LibraryIndex index, AnalysisQueue analysis) {
        this.index = index;
        this.analysis = analysis;
    }

    /**
     * Visits every image of the library with the cosine of its vector and another, within 0.002. Takes O(n d), and reads
     * the whole library when it is first asked for.
     *
     * @param model what the vector comes from
     * @return false, with no visits, where vectors by that model are not held in memory
     */
    public boolean forEach(float[] vector, String model, ObjDoubleConsumer<Integer> visitor) {
        return model.equals(analysis.model()) && index.forEach(CompactVector.of(vector), visitor);
    }
}
