package dev.imageclustering.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imageclustering.support.Api;
import dev.imageclustering.support.Pictures;
import dev.imageclustering.support.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class ImageQualitiesIntegrationTests {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void answersForTheOthersWhereOneFails() {
        int failing = api.store("failing.jpg", Pictures.jpeg(1950));
        int fine = api.store("fine.jpg", Pictures.jpeg(1951));
        api.get("/images/quality/{id}", failing).expectStatus().isOk();
        jdbc.sql("delete from image_quality_scores where image_id = :id")
                .param("id", failing)
                .update();
        jdbc.sql("alter table image_quality_scores add constraint of_a_test check (image_id <> %d)".formatted(failing))
                .update();

        assertThat(Api.json(api.post(List.of(failing, fine), "/images/quality/batch?force_reanalyze=true")
                                .expectStatus()
                                .isOk()
                                .expectHeader()
                                .valueEquals("X-Failed-Ids", String.valueOf(failing)))
                        .size())
                .isEqualTo(1);
    }
}
