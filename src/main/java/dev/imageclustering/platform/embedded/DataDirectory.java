package dev.imageclustering.platform.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** The folder of one embedded database: PostgreSQL's own data in {@code cluster}, and beside it what we note about it. */
record DataDirectory(Path root) {

    private static final int PASSWORD_BYTES = 24;

    Path cluster() {
        return root.resolve("cluster");
    }

    Path log() {
        return root.resolve("postgresql.log");
    }

    private Path passwordFile() {
        return root.resolve("password");
    }

    private Path portFile() {
        return root.resolve("port");
    }

    boolean isInitialised() {
        return Files.exists(cluster());
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    /** Tells the port that was used last, or 0. */
    int lastPort() throws IOException {
        return Files.exists(portFile())
                ? Integer.parseInt(Files.readString(portFile()).strip())
                : 0;
    }

    void rememberPort(int port) throws IOException {
        Files.writeString(portFile(), Integer.toString(port));
    }

    /** Keeps the log of the run before this one, so that the logs cannot grow without end. */
    void turnLog() throws IOException {
        if (Files.exists(log())) {
            Files.move(log(), root.resolve("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Makes an empty cluster. It gets its name only when it is complete: a run that was killed half-way leaves nothing
     * that looks like data.
     */
    void initialise(ServerCommands commands) throws IOException {
        Path unfinished = root.resolve("cluster.unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        makePassword();
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path secret =
                Files.copy(passwordFile(), root.resolve("password.unfinished"), StandardCopyOption.REPLACE_EXISTING);
        try {
            commands.account().own(unfinished);
            commands.account().own(secret);
            commands.run("initdb", initialisation(unfinished, secret));
        } finally {
            Files.delete(secret);
        }
        Files.move(unfinished, cluster(), StandardCopyOption.ATOMIC_MOVE);
        force(root);
    }

    /** Sorting by code point is the same on every machine and survives an upgrade of the system's libraries. */
    private static List<String> initialisation(Path cluster, Path secret) {
        return List.of(
                "--pgdata=" + cluster,
                "--username=" + ServerAddress.ADMINISTRATOR,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
    }

    private void makePassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(passwordFile());
        Files.createFile(
                passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        force(passwordFile());
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Refuses data that the programs at hand cannot read. */
    void requireReadable() throws IOException {
        String version = Files.readString(cluster().resolve("PG_VERSION")).strip();
        if (!version.equals(ServerPrograms.MAJOR_VERSION)) {
            throw new EmbeddedDatabaseFailure(
                    "The data directory %s was written by PostgreSQL %s, and this is PostgreSQL %s; dump it with the old version and restore it, or move it away."
                            .formatted(root, version, ServerPrograms.MAJOR_VERSION));
        }
    }
}
