package dev.imageclustering.platform.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/** The server's programs, unpacked from the archive on the class path: {@code postgres}, {@code initdb} and {@code pg_ctl}. */
record ServerPrograms(Path home) {

    /** What the archive brings; data written by another major version cannot be read by it. */
    static final String MAJOR_VERSION = "18";

    private static final Pattern SHELL_CHARACTERS = Pattern.compile("[\"$`\\\\]");
    private static final int EXECUTABLE = 0b001_001_001;
    private static final int NAME_LENGTH = 12;
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> PLAIN = PosixFilePermissions.fromString("rw-r--r--");

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** Unpacks the programs below a folder unless they are there already; a folder may serve many databases at once. */
    static ServerPrograms unpackedIn(Path folder) throws IOException {
        byte[] archive = archive();
        requirePlain(folder);
        Path home = folder.resolve("postgresql-" + MAJOR_VERSION + "-" + digest(archive));
        if (Files.notExists(home)) {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempDirectory(folder, "unpacking-");
            try {
                unpack(archive, unfinished);
                publish(unfinished, home);
            } finally {
                FileSystemUtils.deleteRecursively(unfinished);
            }
        }
        return new ServerPrograms(home);
    }

    /** The program {@code initdb} calls {@code postgres} through a shell and puts its path in double quotes. */
    private static void requirePlain(Path folder) {
        if (SHELL_CHARACTERS.matcher(folder.toString()).find()) {
            throw new EmbeddedDatabaseFailure(
                    "PostgreSQL cannot run from %s because of the special characters in this path; set IMAGE_CLUSTERING_EMBEDDED_DATABASE_PROGRAMS to another folder."
                            .formatted(folder));
        }
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : System.getProperty("os.name");
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String machine = architecture.equals("amd64") ? "x86_64" : architecture;
        try (InputStream resource = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
            if (resource == null) {
                throw new EmbeddedDatabaseFailure(
                        "There is no embedded PostgreSQL for %s on %s.".formatted(system, machine));
            }
            return resource.readAllBytes();
        } catch (IllegalStateException unknownMachine) {
            throw new EmbeddedDatabaseFailure(
                    "There is no embedded PostgreSQL for %s on %s.".formatted(system, machine), unknownMachine);
        }
    }

    private static String digest(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (TarArchiveInputStream entries =
                new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path path = folder.resolve(entry.getName()).normalize();
                if (!path.startsWith(folder)) {
                    throw new IOException("Archive entry outside its folder: " + entry.getName());
                }
                write(entry, entries, path);
            }
        }
        Files.setPosixFilePermissions(folder, PROGRAM);
    }

    /** Permissions are set whatever the umask says: the server may run under another account than this process. */
    private static void write(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PROGRAM);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.copy(content, path);
            Files.setPosixFilePermissions(path, (entry.getMode() & EXECUTABLE) != 0 ? PROGRAM : PLAIN);
        }
    }

    private static void publish(Path unfinished, Path home) throws IOException {
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherWasFaster) {
            return;
        }
    }
}
