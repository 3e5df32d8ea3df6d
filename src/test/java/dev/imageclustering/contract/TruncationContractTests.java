package dev.imageclustering.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@ServiceTest
@TestPropertySource(properties = "image-clustering.admin.truncate-enabled=true")
class TruncationContractTests {

    @Autowired
    private Api api;

    @Test
    void deletesEveryRowAndFile() {
        List<Integer> ids = api.storeScenes(900, 2);
        api.batch("goes too", ids);
        ids.forEach(id -> api.get("/images/thumbnail/{id}", id).expectStatus().isOk());

        JsonNode answer =
                Api.json(api.delete("/admin/truncate-all").expectStatus().isOk());

        assertThat(answer.get("message").asString()).isNotBlank();
        assertThat(answer.get("tables_truncated").valueStream().map(JsonNode::asString))
                .contains("images", "image_batches", "image_batch_association");
        assertThat(answer.get("files_deleted").get("images").asInt()).isEqualTo(2);
        assertThat(answer.get("files_deleted").get("thumbnails").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(Api.json(api.get("/images/")).size()).isZero();
        assertThat(Api.json(api.get("/batches/")).size()).isZero();
    }
}
