package dev.imageclustering.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows with a value in every column, whichever revision the tables are of. */
final class SampleRows {

    private static final Map<String, String> IMAGE = image();
    private static final Map<String, String> BATCH = batch();
    private static final Map<String, String> MEMBERSHIP = membership();
    private static final Map<String, String> DECISION = decision();
    private static final Map<String, String> SCORE = score();
    private static final Map<String, String> MODEL = model();
    private static final Map<String, String> EMBEDDING = embedding();

    private final JdbcClient jdbc;

    SampleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds three images, with the ids 1 to 3, and two batches: one of all three in an order of its own, one empty. */
    void insert() {
        for (int id = 1; id <= 3; id++) {
            insert("images", IMAGE, Map.of(":id", Integer.toString(id)));
        }
        insert("image_batches", BATCH, Map.of(":id", "1", ":ids", "{3,1,2}", ":summary", summary()));
        insert("image_batches", BATCH, Map.of(":id", "2", ":ids", "{}", ":summary", "null"));
        if (!columns("image_batch_association").isEmpty()) {
            for (int image : List.of(3, 1, 2)) {
                insert("image_batch_association", MEMBERSHIP, Map.of(":id", Integer.toString(image)));
            }
        }
        if (!columns("image_decisions").isEmpty()) {
            insert("image_decisions", DECISION, Map.of());
        }
        if (!columns("image_quality_scores").isEmpty()) {
            insert("image_quality_scores", SCORE, Map.of());
        }
        if (!columns("image_embeddings").isEmpty()) {
            insert("embedding_models", MODEL, Map.of());
            insert("image_embeddings", EMBEDDING, Map.of());
        }
    }

    /** Returns every row of the tables that the revisions keep data in. */
    List<String> all() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("images", "image_batches", "image_batch_association", "image_decisions")) {
            if (!columns(table).isEmpty()) {
                rows.addAll(jdbc.sql("select '%1$s ' || to_jsonb(%1$s)::text from %1$s order by 1".formatted(table))
                        .query(String.class)
                        .list());
            }
        }
        return rows;
    }

    private void insert(String table, Map<String, String> values, Map<String, String> substitutes) {
        Map<String, String> present = new LinkedHashMap<>(values);
        present.keySet().retainAll(columns(table));
        String expressions = String.join(", ", present.values());
        for (Map.Entry<String, String> substitute : substitutes.entrySet()) {
            expressions = expressions.replace(substitute.getKey() + "!", substitute.getValue());
        }
        jdbc.sql("insert into %s (%s) values (%s)".formatted(table, String.join(", ", present.keySet()), expressions))
                .update();
    }

    private List<String> columns(String table) {
        return jdbc.sql("select column_name from information_schema.columns"
                        + " where table_schema = 'image_clustering' and table_name = ?")
                .param(table)
                .query(String.class)
                .list();
    }

    private static String summary() {
        return "{\"Group 1\": [3, 1], \"Ungrouped\": [2]}";
    }

    private static Map<String, String> image() {
        Map<String, String> image = new LinkedHashMap<>();
        image.put("id", ":id!");
        image.put("filename", "':id!.jpg'");
        image.put("original_filename", "'holiday.jpg'");
        image.put("file_path", "'originals/:id!.jpg'");
        image.put("file_size", "4711");
        image.put("mime_type", "'image/jpeg'");
        image.put("created_at", "'2025-05-04 03:02:01+00'");
        image.put("features", "'\\x00000080'");
        image.put("image_hash", "'legacy-:id!'");
        image.put("width", "4000");
        image.put("tags", "'[\"sea\"]'");
        image.put("has_thumbnail", "true");
        image.put("quality_score", "0.5");
        image.put("shot_at_offset", "'+02:00'");
        image.put("perceptual_hash", "-1");
        image.put("feature_model", "'model/1'");
        image.put("quality_sub_scores", "'{\"sharpness\": 0.5}'");
        image.put("analysis_state", "'complete'");
        image.put("analysis_failure", "'truncated'");
        image.put("analysed_at", "now()");
        return image;
    }

    private static Map<String, String> batch() {
        Map<String, String> batch = new LinkedHashMap<>();
        batch.put("id", ":id!");
        batch.put("batch_name", "'batch'");
        batch.put("image_ids", "':ids!'");
        batch.put("cluster_summary", "nullif(':summary!', 'null')::jsonb");
        batch.put("parameters", "'{\"metric\": \"cosine\"}'");
        batch.put("status", "'complete'");
        batch.put("failure", "'none'");
        return batch;
    }

    private static Map<String, String> decision() {
        Map<String, String> decision = new LinkedHashMap<>();
        decision.put("batch_id", "1");
        decision.put("image_a", "1");
        decision.put("image_b", "3");
        decision.put("kind", "'similar'");
        decision.put("source", "'manual'");
        decision.put("decided_at", "now()");
        return decision;
    }

    private static Map<String, String> score() {
        Map<String, String> score = new LinkedHashMap<>();
        score.put("image_id", "1");
        score.put("metric", "'piqe'");
        score.put("score", "0.5");
        score.put("sub_scores", "'{\"sharpness\": 0.5}'");
        score.put("model", "'piqe/1'");
        score.put("analysed_at", "now()");
        return score;
    }

    private static Map<String, String> model() {
        Map<String, String> model = new LinkedHashMap<>();
        model.put("model", "'tiny/0123456789ab'");
        model.put("dimension", "1");
        model.put("in_use", "true");
        model.put("added_at", "now()");
        return model;
    }

    private static Map<String, String> embedding() {
        Map<String, String> embedding = new LinkedHashMap<>();
        embedding.put("image_id", "1");
        embedding.put("model", "'tiny/0123456789ab'");
        embedding.put("vector", "'\\x0000803f'");
        embedding.put("failure", "'none'");
        embedding.put("computed_at", "now()");
        return embedding;
    }

    private static Map<String, String> membership() {
        Map<String, String> membership = new LinkedHashMap<>();
        membership.put("batch_id", "1");
        membership.put("image_id", ":id!");
        membership.put("group_label", "case :id! when 2 then 'Ungrouped' else 'Group 1' end");
        membership.put("quality_rank", ":id!");
        membership.put("ranked_at", "now()");
        membership.put("ranking_metric", "'technical'");
        membership.put("probability", "1");
        membership.put("outlier_score", "0");
        return membership;
    }
}
