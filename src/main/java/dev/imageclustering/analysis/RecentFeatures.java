package dev.imageclustering.analysis;

import dev.imageclustering.vision.KeypointFeatures;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The local features of the images that were asked for last, up to a number of bytes. Thread-safe. */
final class RecentFeatures {

    private static final long BYTES_EACH = 256;

    private final long maxBytes;
    private final Map<Integer, KeypointFeatures> byAge = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    RecentFeatures(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Returns the features of an image; two threads that ask for the same at once may both load it. */
    KeypointFeatures get(int image, Supplier<KeypointFeatures> load) {
        KeypointFeatures present = find(image);
        if (present != null) {
            return present;
        }
        KeypointFeatures loaded = load.get();
        keep(image, loaded);
        return loaded;
    }

    private synchronized @Nullable KeypointFeatures find(int image) {
        return byAge.get(image);
    }

    private synchronized void keep(int image, KeypointFeatures features) {
        if (byAge.put(image, features) == null) {
            bytes += size(features);
        }
        Iterator<KeypointFeatures> oldest = byAge.values().iterator();
        while (bytes > maxBytes && byAge.size() > 1) {
            bytes -= size(oldest.next());
            oldest.remove();
        }
    }

    private static long size(KeypointFeatures features) {
        return BYTES_EACH + features.size();
    }
}
