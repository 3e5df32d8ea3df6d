package dev.imageclustering.grouping;

import com.sun.management.OperatingSystemMXBean;
import dev.imageclustering.ImageClusteringApplication;
import dev.imageclustering.analysis.AnalysisQueue;
import dev.imageclustering.batch.GroupAssignment;
import dev.imageclustering.batch.GroupLabels;
import dev.imageclustering.clustering.SpanningTree;
import dev.imageclustering.clustering.VerifiedGrouping;
import dev.imageclustering.shared.BatchId;
import dev.imageclustering.support.OwnSurroundings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Prints what storing, comparing, cutting, undoing, explaining and joining cost in batches of made images in a real
 * PostgreSQL; a program, not a test. Arguments: numbers of images.
 */
final class LargeBatchBenchmark {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final int GROUP = 5;
    private static final int NEWCOMERS = 10;
    private static final int CHUNK = 500;

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(1);
    private final int count;
    private int first;
    private int batch;

    private LargeBatchBenchmark(ConfigurableApplicationContext context, int count) {
        this.context = context;
        this.count = count;
    }

    public static void main(String[] arguments) throws Exception {
        int[] sizes = arguments.length == 0
                ? new int[] {20_000, 100_000}
                : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        for (int size : sizes) {
            try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ImageClusteringApplication.class)
                    .initializers(new OwnSurroundings())
                    .properties("server.port=0", "logging.level.root=warn", "spring.main.banner-mode=off")
                    .run()) {
                new LargeBatchBenchmark(context, size).run();
            }
        }
        System.exit(0);
    }

    private void run() throws Exception {
        print(
                "%,d images of %d values",
                count, context.getBean(AnalysisQueue.class).dimension());
        measure("made", this::makeImages);
        RunJournal journal = context.getBean(RunJournal.class);
        RunId one = measure("a run stored (first)", () -> store(journal, 0));
        RunId other = measure("a run stored (a tenth of the images moved)", () -> store(journal, 10));
        measure("the batch answered", () -> get("/batches/" + batch));
        measure("diff", () -> get("/batches/%d/runs/%d/diff?with=%d".formatted(batch, other.value(), one.value())));
        measure(
                "dial, the batch answered",
                () -> send("PUT", "/batches/%d/granularity".formatted(batch), "{\"value\":0.4}"));
        measure("undo, the batch answered", () -> send("POST", "/batches/%d/runs/undo".formatted(batch), ""));
        String explain = "/batches/%d/explain?a=%d&b=%d".formatted(batch, first, first + count / 2);
        measure("explanation, the first", () -> get(explain));
        measure("explanation, the next", () -> get(explain));
        measure("explanation, the third", () -> get(explain));
        try (Connection connection = context.getBean(DataSource.class).getConnection()) {
            connection
                    .createStatement()
                    .executeUpdate(("update image_batch_association set group_label = null, probability = null,"
                                    + " outlier_score = null where batch_id = %d and image_id >= %d")
                            .formatted(batch, first + count - NEWCOMERS));
        }
        measure(
                "%d newcomers, the batch answered".formatted(NEWCOMERS),
                () -> send("POST", "/batches/%d/assign".formatted(batch), ""));
    }

    private int makeImages() throws SQLException {
        AnalysisQueue analysis = context.getBean(AnalysisQueue.class);
        try (Connection connection = context.getBean(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            var ids = connection
                    .createStatement()
                    .executeQuery(
                            "insert into image_batches (batch_name, status) values ('large', 'pending') returning id");
            ids.next();
            batch = ids.getInt(1);
            var start = connection.createStatement().executeQuery("select coalesce(max(id), 0) + 1 from images");
            start.next();
            first = start.getInt(1);
            insert(connection, analysis.model(), analysis.dimension());
            connection
                    .createStatement()
                    .executeUpdate("insert into image_batch_association (batch_id, image_id) select %d, id from images"
                            .formatted(batch));
            connection.commit();
            connection.setAutoCommit(true);
            connection.createStatement().execute("analyze");
        }
        return count;
    }

    private void insert(Connection connection, String model, int dimension) throws SQLException {
        String sql = "insert into images (id, filename, original_filename, file_path, image_hash, perceptual_hash,"
                + " feature_model, analysis_state, analysed_at, features) overriding system value"
                + " values (?, ?, 'made.jpg', ?, ?, ?, ?, 'complete', now() - interval '1 day', ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            float[] scene = new float[dimension];
            for (int i = 0; i < count; i++) {
                if (i % GROUP == 0) {
                    scene = vector(new float[dimension]);
                }
                insert.setInt(1, first + i);
                insert.setString(2, "made-%d.jpg".formatted(i));
                insert.setString(3, "made/%d.jpg".formatted(i));
                insert.setString(4, "%064x".formatted(i));
                insert.setLong(5, random.nextLong());
                insert.setString(6, model);
                insert.setBytes(7, bytes(vector(scene)));
                insert.addBatch();
                if (i % CHUNK == CHUNK - 1) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** Returns a vector of unit length half of which is the other. */
    private float[] vector(float[] other) {
        float[] vector = new float[other.length];
        double squares = 0;
        for (int k = 0; k < vector.length; k++) {
            vector[k] = other[k] + (float) (random.nextGaussian() / Math.sqrt(vector.length));
            squares += vector[k] * vector[k];
        }
        for (int k = 0; k < vector.length; k++) {
            vector[k] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    /** Stores a run as if it had found groups of five, of which every so-manieth image is in the next one. */
    private RunId store(RunJournal journal, int movedEvery) throws SQLException {
        BatchId id = new BatchId(batch);
        RunId run = journal.open(
                id, new RunRequest(GroupingMethods.AUTO, Map.of("method", GroupingMethods.AUTO, "verify", false)));
        journal.begin(run);
        Map<Integer, GroupAssignment> places = new HashMap<>();
        for (int i = 0; i < count; i++) {
            int group = i / GROUP + (movedEvery > 0 && i % movedEvery == 0 ? 2 : 1);
            places.put(first + i, new GroupAssignment(GroupLabels.numbered(group), 0.9, 0.1));
        }
        journal.complete(
                id,
                run,
                () -> new RunJournal.Found(
                        places,
                        false,
                        "made/1",
                        context.getBean(AnalysisQueue.class).model(),
                        hierarchy().toBytes()));
        return run;
    }

    private Hierarchy hierarchy() {
        int[] ids = IntStream.range(first, first + count).toArray();
        int[] from =
                IntStream.range(0, count - 1).filter(i -> i % GROUP < GROUP - 1).toArray();
        double[] weights = new double[from.length];
        Arrays.setAll(weights, e -> 0.1 + 0.4 * e / from.length);
        float[] cores = new float[count];
        Arrays.fill(cores, Float.POSITIVE_INFINITY);
        return new Hierarchy(
                ids,
                new SpanningTree(
                        count, from, Arrays.stream(from).map(i -> i + 1).toArray(), weights),
                cores,
                DialRange.even(0.1, VerifiedGrouping.distance(3)));
    }

    private int get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    private int send(String method, String path, String body) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "%s %s: %d %s".formatted(method, path, answer.statusCode(), new String(answer.body())));
        }
        return answer.body().length;
    }

    private static <T> T measure(String name, Callable<T> work) throws Exception {
        long cpu = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        T result = work.call();
        print(
                "%-45s %7.2f s, %6.2f CPU-s of the service",
                name, (System.nanoTime() - start) / 1e9, (PROCESS.getProcessCpuTime() - cpu) / 1e9);
        return result;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
