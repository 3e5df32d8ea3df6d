package dev.imageclustering.batch;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fills the database with many images and batches, without their files. */
@TestComponent
class BatchRows {

    private final JdbcClient jdbc;

    BatchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insertImages(int count) {
        jdbc.sql("insert into images (filename, original_filename, file_path, image_hash, analysis_state)"
                        + " select n, n, n, n, 'complete' from generate_series(1, :count) n")
                .param("count", count)
                .update();
    }

    /** Inserts batches, each with every image. */
    void insertBatches(int count) {
        jdbc.sql("""
                        with fresh as (insert into image_batches (batch_name, status)
                            select 'batch ' || n, 'pending' from generate_series(1, :count) n returning id)
                        insert into image_batch_association (batch_id, image_id)
                            select fresh.id, images.id from fresh, images
                        """).param("count", count).update();
    }
}
