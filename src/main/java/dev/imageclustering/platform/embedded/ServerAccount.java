package dev.imageclustering.platform.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way in which the server is started: PostgreSQL refuses to run as root, so a root process has to put something in
 * front of the command.
 *
 * @param description how the way is called in messages
 * @param prefix the words in front of each command
 * @param uid the number of the account that must own the data
 */
record ServerAccount(String description, List<String> prefix, int uid) {

    private static final int ROOT = 0;
    private static final Path PASSWD = Path.of("/etc/passwd");
    private static final int PASSWD_FIELDS = 4;

    /**
     * Finds a way that works here: the process's own account unless it is root; for root a user namespace of its own, in
     * which it is nobody, or else an existing unprivileged user.
     *
     * @param data the folder of the database; the present owner of the cluster in it, if there is one, is preferred
     */
    static ServerAccount choose(ServerPrograms programs, DataDirectory data) throws IOException {
        int self = ownUid();
        if (self != ROOT) {
            return new ServerAccount("as the user of this process", List.of(), self);
        }
        List<String> failures = new ArrayList<>();
        for (ServerAccount way : waysForRoot(data.cluster())) {
            String failure = way.failure(programs, data.root());
            if (failure == null) {
                return way;
            }
            failures.add(way.description + ": " + failure);
        }
        throw new EmbeddedDatabaseFailure(
                "PostgreSQL does not run as root, and every way around it failed (%s); start the service as an ordinary user."
                        .formatted(String.join("; ", failures)));
    }

    private static List<ServerAccount> waysForRoot(Path cluster) throws IOException {
        List<ServerAccount> ways = new ArrayList<>();
        int owner = Files.exists(cluster) ? uid(cluster) : ROOT;
        List<User> users = users();
        users.stream().filter(user -> owner != ROOT && user.uid == owner).forEach(user -> ways.addAll(user.ways()));
        ways.add(new ServerAccount("unshare -U", List.of("unshare", "-U"), ROOT));
        for (String name : List.of("postgres", "nobody")) {
            users.stream().filter(user -> user.name.equals(name)).forEach(user -> ways.addAll(user.ways()));
        }
        return ways;
    }

    /** Tries the way out: it has to run the programs and to reach the data. Tells what is wrong with it, or null. */
    private @Nullable String failure(ServerPrograms programs, Path directory) throws IOException {
        try {
            ServerCommands commands = new ServerCommands(programs, this);
            ServerCommands.Result version =
                    ServerCommands.run(commands.prepare(List.of(), "postgres", List.of("--version")));
            if (version.status() != 0) {
                return version.output();
            }
            ServerCommands.Result access =
                    ServerCommands.run(commands.prepare(List.of("test", "-x", directory.toString())));
            return access.status() == 0 ? null : directory + ": Permission denied";
        } catch (InterruptedIOException interrupted) {
            throw interrupted;
        } catch (IOException notFound) {
            return notFound.getMessage();
        }
    }

    /** Gives a tree of files to the account, if this process is root; nobody else can, or has to. */
    void own(Path tree) throws IOException {
        if (prefix.isEmpty()) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return give(file);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                return give(directory);
            }
        });
    }

    private FileVisitResult give(Path file) throws IOException {
        if (uid(file) != uid) {
            Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        }
        return FileVisitResult.CONTINUE;
    }

    private static int ownUid() throws IOException {
        Path mine = Files.createTempFile("image-clustering", null);
        try {
            return uid(mine);
        } finally {
            Files.delete(mine);
        }
    }

    private static int uid(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static List<User> users() throws IOException {
        if (Files.notExists(PASSWD)) {
            return List.of();
        }
        return Files.readAllLines(PASSWD).stream()
                .map(line -> line.split(":"))
                .filter(fields -> fields.length > PASSWD_FIELDS)
                .map(fields -> new User(fields[0], Integer.parseInt(fields[2]), fields[3]))
                .toList();
    }

    private record User(String name, int uid, String group) {

        /**
         * The second way keeps the right to enter folders that are closed to the user, such as root's home. It takes the
         * security bit for this right to count in access(2) too, which PostgreSQL asks about its own programs.
         */
        List<ServerAccount> ways() {
            List<String> plain = List.of("setpriv", "--reuid=" + uid, "--regid=" + group, "--clear-groups");
            List<String> entering = new ArrayList<>(plain);
            entering.addAll(List.of(
                    "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup"));
            return List.of(
                    new ServerAccount("setpriv as " + name, plain, uid),
                    new ServerAccount("setpriv as " + name + " with dac_override", entering, uid));
        }
    }
}
