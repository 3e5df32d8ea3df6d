package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the schema at the head refuses, whoever asks. */
class ConstraintTests {

    private static MigratedDatabase database;

    @BeforeAll
    static void migrate() {
        database = new MigratedDatabase();
        database.moveToHead();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void fillTables() {
        jdbc().sql("truncate images, image_batches, image_batch_association, scheduled_tasks, embedding_models cascade")
                .update();
        database.rows().insert();
    }

    @ParameterizedTest
    @CsvSource({
        "image_batch_association, quality_rank,   0,         image_batch_association_quality_rank_check",
        "image_batch_association, quality_rank,   -1,        image_batch_association_quality_rank_check",
        "image_batch_association, probability,    1.0000001, image_batch_association_probability_check",
        "image_batch_association, probability,    -0.1,      image_batch_association_probability_check",
        "image_batch_association, probability,    NaN,       image_batch_association_probability_check",
        "image_batch_association, outlier_score,  Infinity,  image_batch_association_outlier_score_check",
        "image_batch_association, outlier_score,  -0.1,      image_batch_association_outlier_score_check",
        "image_batch_association, image_id,       99,        image_batch_association_image_id_fkey",
        "image_batch_association, batch_id,       99,        image_batch_association_batch_id_fkey",
        "image_decisions,         image_a,        99,        image_decisions_order_check",
        "image_decisions,         image_b,        99,        image_decisions_image_b_fkey",
        "image_decisions,         batch_id,       99,        image_decisions_batch_id_fkey",
        "image_decisions,         kind,           must,      image_decisions_kind_check",
        "image_decisions,         source,         nobody,    image_decisions_source_check",
        "image_batches,           status,         done,      image_batches_status_check",
        "images,                  analysis_state, COMPLETE,  images_analysis_state_check",
        "images,                  image_hash,     same,      images_image_hash_key",
        "images,                  filename,       same,      images_filename_key",
        "images,                  file_path,      same,      images_file_path_key"
    })
    void refuses(String table, String column, String value, String constraint) {
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> set(table, column, value))
                .withMessageContaining(constraint);
    }

    @ParameterizedTest
    @CsvSource({
        "image_batch_association, quality_rank,   1",
        "image_batch_association, quality_rank,   ",
        "image_batch_association, probability,    0",
        "image_batch_association, probability,    1",
        "image_batch_association, outlier_score,  ",
        "image_batches,           status,         pending",
        "image_batches,           status,         processing",
        "image_batches,           status,         complete",
        "image_batches,           status,         failed",
        "images,                  analysis_state, pending",
        "images,                  analysis_state, complete",
        "images,                  analysis_state, failed"
    })
    void takes(String table, String column, String value) {
        assertThat(set(table, column, value)).isPositive();
    }

    @Test
    void deletesMembershipsWithTheirBatch() {
        jdbc().sql("delete from image_batches where id = 1").update();

        assertThat(count("image_batch_association")).isZero();
        assertThat(count("images")).isEqualTo(3);
    }

    @Test
    void keepsAnImageWhileItIsInABatch() {
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc().sql("delete from images where id = 2").update())
                .withMessageContaining("image_batch_association_image_id_fkey");

        jdbc().sql("delete from image_batch_association where image_id = 2").update();
        assertThat(jdbc().sql("delete from images where id = 2").update()).isOne();
    }

    @Test
    void letsARowThatIsInsertedWithoutAStateWait() {
        jdbc().sql("insert into images (id, filename, original_filename, file_path, image_hash)"
                        + " values (4, 'a', 'a', 'a', 'a')")
                .update();

        assertThat(jdbc().sql("select analysis_state from images where id = 4")
                        .query(String.class)
                        .single())
                .isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image_batch_association_image_id_idx",
                "images_pending_idx",
                "images_feature_model_idx",
                "images_analysed_at_idx"
            })
    void hasAValidIndex(String name) {
        assertThat(jdbc().sql("select indisvalid from pg_index where indexrelid = to_regclass(?)")
                        .param(name)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** Changes all rows where they must differ, one where they must not. */
    private static int set(String table, String column, String value) {
        String type = jdbc().sql("select format_type(atttypid, atttypmod) from pg_attribute"
                        + " where attrelid = to_regclass(?) and attname = ?")
                .params(table, column)
                .query(String.class)
                .single();
        return jdbc().sql("update %1$s set %2$s = cast(? as %3$s)%4$s".formatted(table, column, type, rows(table)))
                .param(value)
                .update();
    }

    private static String rows(String table) {
        return table.equals("images") ? "" : " where ctid = (select min(ctid) from %s)".formatted(table);
    }

    private static int count(String table) {
        return jdbc().sql("select count(*) from " + table).query(Integer.class).single();
    }

    private static JdbcClient jdbc() {
        return database.jdbc();
    }
}
