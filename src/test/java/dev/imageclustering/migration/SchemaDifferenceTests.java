package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaDifferenceTests {

    @Test
    void isEmptyForTheSameLines() {
        SchemaSnapshot schema = snapshot("table images", "column images.id integer not null");

        assertThat(SchemaDifference.between(schema, schema).isEmpty()).isTrue();
    }

    @Test
    void tellsMissingFromUnexpected() {
        SchemaDifference difference = SchemaDifference.between(
                snapshot("table images", "column images.width integer"),
                snapshot("table images", "column images.height integer"));

        assertThat(difference.lines())
                .containsExactly(
                        "images:",
                        "  unexpected column images.height integer",
                        "  missing    column images.width integer");
    }

    @Test
    void showsBothSidesOfAChange() {
        SchemaDifference difference = SchemaDifference.between(
                snapshot("column images.width integer"), snapshot("column images.width bigint not null"));

        assertThat(difference.lines())
                .containsExactly(
                        "images:",
                        "  changed    column images.width integer",
                        "          is column images.width bigint not null");
    }

    @Test
    void findsAnInvalidIndexChanged() {
        String index = "index images CREATE INDEX images_name_idx ON image_clustering.images USING btree (filename)";

        SchemaDifference difference = SchemaDifference.between(snapshot(index), snapshot(index + " INVALID"));

        assertThat(difference.changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(SchemaDifference.Kind.CHANGED);
            assertThat(change.actual()).endsWith(" INVALID");
        });
    }

    @Test
    void groupsWhatBelongsToATable() {
        SchemaDifference difference = SchemaDifference.between(
                snapshot(),
                snapshot(
                        "column b.id integer not null",
                        "constraint a a_pkey PRIMARY KEY (id)",
                        "routine tidy",
                        "sequence b_id_seq integer owned by image_clustering.b.id",
                        "table a",
                        "table b"));

        assertThat(difference.lines())
                .containsExactly(
                        "no table:",
                        "  unexpected routine tidy",
                        "a:",
                        "  unexpected table a",
                        "  unexpected constraint a a_pkey PRIMARY KEY (id)",
                        "b:",
                        "  unexpected table b",
                        "  unexpected column b.id integer not null",
                        "  unexpected sequence b_id_seq integer owned by image_clustering.b.id");
    }

    /** Routines of one name with other arguments have the same line. */
    @Test
    void copesWithLinesThatRepeat() {
        SchemaDifference difference = SchemaDifference.between(snapshot(), snapshot("routine tidy", "routine tidy"));

        assertThat(difference.changes()).hasSize(2);
    }

    /** The same check, from {@code in ('a', 'b')} and from what the database then shows of it. */
    @Test
    void takesAListForTheSameHoweverItIsCast() {
        String check = "constraint b b_check CHECK (((status)::text = ANY (%s)))";

        SchemaDifference difference = SchemaDifference.between(
                snapshot(check.formatted("(ARRAY['a'::character varying, 'b'::character varying])::text[]")),
                snapshot(check.formatted("ARRAY[('a'::character varying)::text, ('b'::character varying)::text]")));

        assertThat(difference.isEmpty()).isTrue();
    }

    @Test
    void seesThatAListIsAnother() {
        String check = "constraint b b_check CHECK (((status)::text = ANY (ARRAY[%s])))";

        SchemaDifference difference = SchemaDifference.between(
                snapshot(check.formatted("('a'::character varying)::text")),
                snapshot(check.formatted("('c'::character varying)::text")));

        assertThat(difference.isEmpty()).isFalse();
    }

    private static SchemaSnapshot snapshot(String... lines) {
        return new SchemaSnapshot(List.of(lines));
    }
}
