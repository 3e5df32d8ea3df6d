package dev.imageclustering.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.shared.BatchId;
import dev.imageclustering.support.Api;
import dev.imageclustering.support.PhotoEdits;
import dev.imageclustering.support.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Copies by the thousand, of which a page tells a few. */
@ServiceTest
@TestPropertySource(properties = "image-clustering.jobs.enabled=false")
class ManyDuplicatesIntegrationTests {

    private static final int PAIRS = 1_500;

    @Autowired
    private Api api;

    @Autowired
    private DuplicateSearch search;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void tellsEachPairOnceInTheOrderOfItsFirstImage() {
        int photo = api.store("photo.jpg", PhotoEdits.photo("el-torcal-rocks"));
        api.get("/images/{id}/similar", photo).expectStatus().isOk();
        insertPairs(photo, PAIRS);
        BatchId batch = new BatchId(api.batch("half of the pairs", List.of()));
        jdbc.sql("insert into image_batch_association (batch_id, image_id) select :batch, id from images"
                        + " where caption::integer % 2 = 0")
                .param("batch", batch.value())
                .update();
        List<Integer> expected = jdbc.sql("select min(id) from images where caption::integer % 2 = 0"
                        + " group by perceptual_hash order by 1")
                .query(Integer.class)
                .list();

        List<Integer> told = new ArrayList<>();
        int after = 0;
        List<DuplicateGroup> page;
        do {
            page = search.groups(batch, after, 70);
            page.forEach(group -> told.add(group.firstId()));
            after = told.getLast();
        } while (page.size() == 70);

        assertThat(told).isEqualTo(expected).hasSize(PAIRS / 2);
    }

    /** The second images come in the opposite order, so that pairs lie within pairs. */
    private void insertPairs(int photo, int pairs) {
        jdbc.sql("""
                        insert into images (filename, original_filename, file_path, image_hash, analysis_state, analysed_at,
                                feature_model, features, perceptual_hash, width, height, caption)
                            select name, name, name, name, i.analysis_state, now() + n * interval '40 ms',
                                i.feature_model, i.features,
                                cast(cast('x' || substr(md5(cast(pair as text)), 1, 16) as bit(64)) as bigint),
                                i.width, i.height, cast(pair as text)
                            from (select case when n <= :pairs then n else 2 * :pairs + 1 - n end as pair, :photo || ' pair ' || n as name, n
                                    from generate_series(1, 2 * :pairs) n) p, images i where i.id = :photo order by n""").param("pairs", pairs).param("photo", photo).update();
    }
}
