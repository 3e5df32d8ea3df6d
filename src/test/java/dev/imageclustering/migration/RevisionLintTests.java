package dev.imageclustering.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionLintTests {

    private static final String ATTRIBUTES = "logicalFilePath:revisions";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alter table t add column c integer not null;                      | not-null
            alter table t add c integer not null;                             | not-null
            alter table t add column if not exists c integer not null;        | not-null
            alter table image_clustering.t add column c varchar(9) not null;  | not-null
            alter table t add column b text, add column c numeric(9, 2) not null; | not-null
            alter table t alter column c set not null;                        | not-null
            create index t_c_idx on t (c);                                    | index
            create unique index t_c_idx on t using btree (c);                 | index
            CREATE INDEX t_c_idx ON t (c) WHERE d = 1;                        | index
            create index concurrently t_c_idx on t (c);                       | transaction
            alter table t alter column c type bigint;                         | type-rewrite
            alter table t alter c set data type bigint using c::bigint;       | type-rewrite
            drop table t;                                                     | drop
            drop table if exists t cascade;                                   | drop
            alter table t drop column c;                                      | drop
            alter table only t drop c cascade;                                | drop
            """)
    void findsWhatIsUnsafe(String sql, String rule) {
        assertThat(lint(sql)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.line()).isEqualTo(6);
            assertThat(finding.message()).contains("t");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table t add column c integer;",
                "alter table t add column c integer not null default 0;",
                "alter table t add column c integer default 0 not null;",
                "alter table t add column c integer generated always as identity not null;",
                "alter table t add constraint c_check check (c is not null);",
                "alter table t add check (c is not null);",
                "alter table t drop constraint t_c_key;",
                "alter table t alter column c drop not null;",
                "alter table t alter column c drop default;",
                "update t set c = 1; alter table t alter column c set not null;",
                "create table t (c integer not null); create index t_c_idx on t (c);",
                "create table t (c integer); alter table t add column d integer not null;",
                "create temporary table t (c integer); drop table t;",
                "drop index t_c_idx;",
                "insert into t values ('drop table t;');",
                "select 1; -- drop table t;",
                "/* drop table t; */ select 1;"
            })
    void letsPassWhatIsSafe(String sql) {
        assertThat(lint(sql)).isEmpty();
    }

    @Test
    void letsAnIndexBeBuiltConcurrentlyOutsideATransaction() {
        assertThat(lint("logicalFilePath:revisions runInTransaction:false", "create index concurrently i on t (c);"))
                .isEmpty();
    }

    @Test
    void namesEveryTableThatIsDropped() {
        assertThat(lint("drop table t, u;"))
                .extracting(LintFinding::message)
                .satisfiesExactly(
                        message -> assertThat(message).startsWith("t "),
                        message -> assertThat(message).startsWith("u "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- drops: t.c because nobody reads it\nalter table t drop column c;",
                "-- drops: t because nobody reads it\ndrop table t;",
                "-- allows: type-rewrite t.c because it is small\nalter table t alter column c type bigint;",
                "-- allows: not-null t.c because it is empty\nalter table t add column c integer not null;",
                "-- allows: index t because it is empty\ncreate index i on t (c);"
            })
    void acceptsADeclaredExceptionWithAReason(String sql) {
        assertThat(lint(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- drops: t.c\nalter table t drop column c;",
                "-- drops: t.c because \nalter table t drop column c;",
                "-- drops: t.d because nobody reads it\nalter table t drop column c;",
                "-- allows: index t.c because nobody reads it\nalter table t drop column c;"
            })
    void wantsADeclarationToNameTheThingAndTheReason(String sql) {
        assertThat(lint(sql)).extracting(LintFinding::rule).containsExactly("drop");
    }

    @Test
    void wantsAWayBack() {
        assertThat(RevisionLint.findings("f.sql", "--changeset a:b\nselect 1;\n"))
                .extracting(LintFinding::text)
                .containsExactly("f.sql:1: missing-rollback: there is no way back; write it in --rollback lines");
    }

    @ParameterizedTest
    @ValueSource(strings = {"do $$ begin null; end $$;", "do $body$ begin null; end $body$;"})
    void wantsProceduresInOnePiece(String sql) {
        assertThat(lint(sql)).extracting(LintFinding::rule).containsExactly("dollar-quote");
        assertThat(lint("splitStatements:false", sql)).isEmpty();
    }

    @Test
    void wantsProceduresOfTheWayBackInOnePiece() {
        String text = "--changeset a:b splitStatements:false%s\nselect 1;\n--rollback do $$ begin null; end $$;\n";

        assertThat(RevisionLint.findings("f.sql", text.formatted("")))
                .extracting(LintFinding::rule)
                .containsExactly("dollar-quote");
        assertThat(RevisionLint.findings("f.sql", text.formatted(" rollbackSplitStatements:false")))
                .isEmpty();
    }

    @Test
    void doesNotLookIntoProcedures() {
        assertThat(lint("splitStatements:false", "do $$ begin drop table t; end $$;"))
                .isEmpty();
    }

    @Test
    void wantsReviewNotesDealtWith() {
        assertThat(lint("-- Review: why?\nselect 1;"))
                .extracting(LintFinding::rule)
                .containsExactly("review");
    }

    @Test
    void tellsTheLineOfTheAction() {
        assertThat(lint("select 1;\n\nalter table t\n    add column b text,\n    drop column c;"))
                .extracting(LintFinding::line)
                .containsExactly(10);
    }

    @Test
    void findsNothingInOurRevisions() {
        assertThat(LintVerb.ofProgram()).isEmpty();
    }

    @Test
    void exemptsTheInheritedRevisionsAndNoOther() {
        assertThat(RevisionFiles.ids().subList(0, RevisionFiles.INHERITED))
                .containsExactlyInAnyOrderElementsOf(LintVerb.INHERITED);
    }

    private static List<LintFinding> lint(String sql) {
        return lint(ATTRIBUTES, sql);
    }

    private static List<LintFinding> lint(String attributes, String sql) {
        return RevisionLint.findings("f.sql", """
                --liquibase formatted sql

                --changeset image-clustering:0123456789ab %s
                --comment: Test

                %s

                --rollback select 1;
                """.formatted(attributes, sql));
    }
}
