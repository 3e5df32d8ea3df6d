package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntityScriptTests {

    @Test
    void namesTablesAndColumnsAsTheServiceDoes() {
        assertThat(EntityScript.statements("entities.added"))
                .singleElement()
                .asString()
                .isEqualTo(
                        "create table images (id integer not null, photographer_name varchar(100), primary key (id))");
    }

    @Test
    void findsTheEntitiesOfEveryModule() {
        assertThat(EntityScript.statements(EntityDifference.ENTITIES))
                .extracting(statement -> statement.replaceFirst(" \\(.*", ""))
                .contains("create table images", "create table image_batches", "create table image_batch_association");
    }

    @Test
    void needsNothingOfWhatAConverterNeedsInTheService() {
        assertThat(EntityScript.statements("entities.converted"))
                .containsExactly(
                        "create table postcard (stamp varchar(9) not null, weight float(53), primary key (stamp))");
    }

    @Test
    void isEmptyWithoutEntities() {
        assertThat(EntityScript.statements("dev.imageclustering.migration")).isEmpty();
    }
}
