package dev.imageclustering.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;

/** A copy of the changelog's sources that a test may write into, and migrate by. */
final class SourceFolder {

    private final Path root;

    SourceFolder(Path root) {
        this.root = root;
        try (Stream<Path> files = Files.walk(RevisionFolder.OF_SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder().resolve(RevisionFolder.OF_SOURCES.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path folder() {
        return root.resolve("db/changelog");
    }

    /** Returns the files of the revisions, first to last. */
    List<Path> revisions() {
        try (Stream<Path> files = Files.list(folder().resolve("changes"))) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the chain of the program with a revision that was written here. */
    RevisionChain chainWith(RevisionDraft draft) {
        List<Revision> revisions = new ArrayList<>(RevisionChain.load().revisions());
        String name = revisions().getLast().getFileName().toString();
        revisions.add(new Revision(draft.id(), draft.title(), "db/changelog/changes/" + name));
        return new RevisionChain(revisions);
    }

    void upgrade(Migrator migrator) {
        migrator.run(liquibase -> here(liquibase).update(new Contexts(), new LabelExpression()));
    }

    void revertOne(Migrator migrator) {
        migrator.run(liquibase -> here(liquibase).rollback(1, new Contexts(), new LabelExpression()));
    }

    private Liquibase here(Liquibase other) throws LiquibaseException {
        try {
            return new Liquibase(Migrator.CHANGELOG, new DirectoryResourceAccessor(root), other.getDatabase());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
