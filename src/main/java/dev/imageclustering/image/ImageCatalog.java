package dev.imageclustering.image;

import dev.imageclustering.shared.Chunks;
import dev.imageclustering.shared.ImageId;
import dev.imageclustering.storage.PhotoStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is known of the stored images. */
@Component
@Transactional(readOnly = true)
public class ImageCatalog {

    private final Images images;
    private final PhotoStore store;

    ImageCatalog(Images images, PhotoStore store) {
        this.images = images;
        this.store = store;
    }

    public ImageView get(ImageId id) {
        return images.findViewById(id.value()).orElseThrow(() -> new ImageNotFound(id));
    }

    public ImageMetadata metadata(ImageId id) {
        return image(id).metadata();
    }

    /** Returns the stored file, which is there at this moment. */
    public OriginalFile original(ImageId id) {
        Image image = image(id);
        ImageView view = image.view();
        try {
            Path path = store.resolve(view.filePath());
            if (Files.isRegularFile(path)) {
                return new OriginalFile(view, path, image.metadata().orientation());
            }
        } catch (NoSuchFileException outsideTheStore) {
            throw new ImageFileMissing(id);
        }
        throw new ImageFileMissing(id);
    }

    /** Visits every image behind {@code after} in the order of ids, in bounded memory. */
    public void forEach(int after, Consumer<ImageView> visitor) {
        try (Stream<ImageView> views = images.streamViewsAfter(after)) {
            views.forEach(visitor);
        }
    }

    /** Returns the first images behind {@code after} in the order of ids. */
    public List<ImageView> page(int after, int limit) {
        return images.findViewsAfter(after, Limit.of(limit));
    }

    public List<ImageView> byIds(Collection<Integer> ids) {
        return Chunks.of(ids)
                .flatMap(chunk -> images.findViewsByIds(chunk).stream())
                .toList();
    }

    /** Returns those of the images that exist, none of which can be deleted before the transaction has ended. */
    @Transactional
    public Set<Integer> claim(Collection<Integer> ids) {
        Set<Integer> found = new HashSet<>();
        Chunks.of(ids).forEach(chunk -> found.addAll(images.claim(chunk)));
        return found;
    }

    private Image image(ImageId id) {
        return images.findById(id.value()).orElseThrow(() -> new ImageNotFound(id));
    }
}
