package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way of the memberships from an array to rows of their own, and back. */
@ExtendWith(OutputCaptureExtension.class)
class MembershipMigrationTests {

    private static final String REVISION = "ba650b8c5046";

    private final MigratedDatabase database = new MigratedDatabase();

    @BeforeEach
    void storeFiveImages() {
        database.moveBefore(REVISION);
        jdbc().sql("insert into images (id, filename, original_filename, file_path)"
                        + " select id, id || '.jpg', 'photo.jpg', id || '.jpg' from generate_series(1, 5) as id")
                .update();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void movesEveryMembership() {
        insertBatch("{5,1,3}", null);
        insertBatch("{3,4}", null);

        database.moveTo(REVISION);

        assertThat(memberships()).containsExactly("1 has 1", "1 has 3", "1 has 5", "2 has 3", "2 has 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{5,1,3,2,4}", "{2}", "{}"})
    void bringsTheArrayBackInItsOrder(String imageIds) {
        insertBatch(imageIds, null);

        database.moveTo(REVISION);
        database.moveBefore(REVISION);

        assertThat(imageIds(1)).isEqualTo(imageIds);
        assertThat(clusterSummary(1)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{3,99,1,98}     | {3,1}   | 2 memberships moved, 2 ids without a photo and 0 repeated ids left behind",
                "{4,4,2,4,1,2}   | {4,2,1} | 3 memberships moved, 0 ids without a photo and 3 repeated ids left behind",
                "{7,7,5,NULL,5}  | {5}     | 1 memberships moved, 3 ids without a photo and 1 repeated ids left behind",
                "{{1,2},{2,3}}   | {1,2,3} | 3 memberships moved, 0 ids without a photo and 1 repeated ids left behind"
            })
    void leavesDanglingAndRepeatedIdsBehindAndCountsThem(
            String imageIds, String kept, String remark, CapturedOutput output) {
        insertBatch(imageIds, null);

        database.moveTo(REVISION);
        database.moveBefore(REVISION);

        assertThat(imageIds(1)).isEqualTo(kept);
        assertThat(output).containsOnlyOnce(remark);
    }

    @Test
    void makesGroupLabelsOfASummary() {
        insertBatch("{5,1,3,2}", "{\"Group 1\": [1, 5], \"Ungrouped\": [3]}");

        database.moveTo(REVISION);

        assertThat(memberships())
                .containsExactly("1 has 1 in Group 1", "1 has 2", "1 has 3 in Ungrouped", "1 has 5 in Group 1");
        assertThat(parameters(1)).isNull();
    }

    @Test
    void makesASummaryOfGroupLabels() {
        insertBatch("{5,1,3,2}", null);
        database.moveTo(REVISION);
        jdbc().sql("update image_batch_association set group_label = 'Group ' || image_id % 2 where image_id <> 2")
                .update();

        database.moveBefore(REVISION);

        assertThat(jdbc().sql("select jsonb_object_keys(cluster_summary) from image_batches")
                        .query(String.class)
                        .list())
                .containsExactly("Group 1");
        assertThat(jdbc().sql("select value::integer from image_batches,"
                                + " jsonb_array_elements(cluster_summary -> 'Group 1') order by 1")
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 3, 5);
    }

    @Test
    void bringsLabelsThroughBothWays() {
        insertBatch("{5,1,3,2}", "{\"Beach\": [5, 3], \"Ungrouped\": [2]}");

        database.moveTo(REVISION);
        List<String> memberships = memberships();
        database.moveBefore(REVISION);
        assertThat(clusterSummary(1)).isEqualTo("{\"Beach\": [5, 3], \"Ungrouped\": [2]}");
        assertThat(imageIds(1)).isEqualTo("{5,1,3,2}");
        database.moveTo(REVISION);

        assertThat(memberships()).isEqualTo(memberships);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"noise\": 1, \"clusters\": 2}",
                "{\"Group 1\": [1], \"Group 2\": [1]}",
                "{\"Group 1\": [\"one\"]}",
                "{\"Group 1\": [1.5]}",
                "{\"Group 1\": [[1], {\"id\": 2}]}",
                "{\"Group 1\": [99999999999]}",
                "{\"A label that is longer than the fifty letters there are for it\": [1]}",
                "[[1, 3], [2]]",
                "\"two groups\""
            })
    void keepsASummaryThatIsNoGroups(String summary) {
        insertBatch("{3,1}", summary);
        jdbc().sql("update image_batches set parameters = '{\"eps\": 1}'").update();

        database.moveTo(REVISION);
        assertThat(memberships()).containsExactly("1 has 1", "1 has 3");
        database.moveBefore(REVISION);

        assertThat(clusterSummary(1)).isEqualTo(summary);
        assertThat(parameters(1)).isEqualTo("{\"eps\": 1}");
    }

    @Test
    void keepsASummaryThatIsNoGroupsWhereThereAreNoParameters() {
        insertBatch("{3,1}", "{\"noise\": 1}");

        database.moveTo(REVISION);
        assertThat(parameters(1)).isEqualTo("{\"cluster_summary\": {\"noise\": 1}}");
        database.moveBefore(REVISION);

        assertThat(clusterSummary(1)).isEqualTo("{\"noise\": 1}");
        assertThat(parameters(1)).isNull();
    }

    @Test
    void readsOneBatchWhateverTheNextOneHas() {
        insertBatch("{1,2}", "{\"noise\": 1}");
        insertBatch("{2,3}", "{\"Group 1\": [3, 2]}");
        insertBatch("{4}", "null");
        insertBatch("{5}", "{}");

        database.moveTo(REVISION);

        assertThat(memberships())
                .containsExactly(
                        "1 has 1", "1 has 2", "2 has 2 in Group 1", "2 has 3 in Group 1", "3 has 4", "4 has 5");
        assertThat(parameters(3)).isNull();
    }

    @Test
    void forgetsTheKeptSummaryOnceThereAreGroups() {
        insertBatch("{1,2}", "{\"noise\": 1}");
        database.moveTo(REVISION);
        jdbc().sql("update image_batch_association set group_label = 'Group 1' where image_id = 2")
                .update();

        database.moveBefore(REVISION);

        assertThat(clusterSummary(1)).isEqualTo("{\"Group 1\": [2]}");
        assertThat(parameters(1)).isNull();
    }

    @Test
    void givesEveryBatchAnArrayOnTheWayBack() {
        database.moveTo(REVISION);
        jdbc().sql("insert into image_batches (batch_name, status) values ('new', 'pending')")
                .update();

        database.moveBefore(REVISION);

        assertThat(imageIds(1)).isEqualTo("{}");
    }

    @Test
    void movesMembershipsInBulk() {
        jdbc().sql("insert into images (id, filename, original_filename, file_path)"
                        + " select id, id || '.jpg', 'photo.jpg', id || '.jpg' from generate_series(6, 20000) as id")
                .update();
        jdbc().sql("insert into image_batches (batch_name, image_ids, status)"
                        + " select 'batch', array(select generate_series(batch * 100, batch * 100 + 199)), 'complete'"
                        + " from generate_series(1, 150) as batch")
                .update();
        List<String> arrays = arrays();

        database.moveTo(REVISION);
        assertThat(jdbc().sql("select count(*) from image_batch_association")
                        .query(Integer.class)
                        .single())
                .isEqualTo(150 * 200);
        database.moveBefore(REVISION);

        assertThat(arrays()).isEqualTo(arrays);
    }

    private void insertBatch(String imageIds, @Nullable String summary) {
        jdbc().sql("insert into image_batches (batch_name, image_ids, cluster_summary, status)"
                        + " values ('batch', cast(? as integer[]), cast(? as jsonb), 'complete')")
                .param(imageIds)
                .param(summary)
                .update();
    }

    private List<String> memberships() {
        return jdbc().sql("select batch_id || ' has ' || image_id || coalesce(' in ' || group_label, '')"
                        + " from image_batch_association order by batch_id, image_id")
                .query(String.class)
                .list();
    }

    private List<String> arrays() {
        return jdbc().sql("select image_ids::text from image_batches order by id")
                .query(String.class)
                .list();
    }

    private @Nullable String imageIds(int batch) {
        return column("image_ids", batch);
    }

    private @Nullable String clusterSummary(int batch) {
        return column("cluster_summary", batch);
    }

    private @Nullable String parameters(int batch) {
        return column("parameters", batch);
    }

    private @Nullable String column(String name, int batch) {
        return jdbc().sql("select %s::text from image_batches where id = ?".formatted(name))
                .param(batch)
                .query((row, number) -> new String[] {row.getString(1)})
                .single()[0];
    }

    private JdbcClient jdbc() {
        return database.jdbc();
    }
}
