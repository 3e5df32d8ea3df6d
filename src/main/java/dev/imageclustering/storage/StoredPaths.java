package dev.imageclustering.storage;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the paths in the database mean. Ours are relative to the root; those of the Python system are absolute, below the
 * root or below the folder that was the root then.
 */
final class StoredPaths {

    /** Where a path leads that is in neither folder: to no file, since the store has no folder of that name. */
    private static final String ELSEWHERE = "elsewhere";

    private final Path root;
    private final @Nullable Path legacyRoot;

    StoredPaths(Path root, @Nullable Path legacyRoot) {
        this.root = root.toAbsolutePath().normalize();
        this.legacyRoot = legacyRoot == null || legacyRoot.toString().isBlank()
                ? null
                : legacyRoot.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    /** Returns the path relative to the root, with {@code /} between its parts. */
    String relative(String stored) {
        return inside(stored).orElseGet(() -> ELSEWHERE + "/" + Path.of(stored).getFileName());
    }

    /**
     * Returns the file of a path.
     *
     * @throws NoSuchFileException if it leads out of the root
     */
    Path resolve(String stored) throws NoSuchFileException {
        Path file = root.resolve(inside(stored).orElseThrow(() -> new NoSuchFileException(stored)))
                .normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new NoSuchFileException(stored);
        }
        return file;
    }

    private Optional<String> inside(String stored) {
        Path path = Path.of(stored);
        if (!path.isAbsolute()) {
            return Optional.of(stored);
        }
        Path normal = path.normalize();
        if (legacyRoot != null && normal.startsWith(legacyRoot)) {
            return Optional.of(text(legacyRoot.relativize(normal)));
        }
        return normal.startsWith(root) ? Optional.of(text(root.relativize(normal))) : Optional.empty();
    }

    /** Returns every way in which the database may name the file of a relative path. */
    List<String> spellings(String relative) {
        List<String> spellings = new ArrayList<>(List.of(relative, text(root.resolve(relative))));
        if (legacyRoot != null) {
            spellings.add(text(legacyRoot.resolve(relative)));
        }
        return spellings;
    }

    private static String text(Path path) {
        return path.toString().replace('\\', '/');
    }
}
