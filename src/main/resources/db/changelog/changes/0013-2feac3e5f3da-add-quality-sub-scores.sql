--liquibase formatted sql

--changeset image-clustering:2feac3e5f3da logicalFilePath:revisions
--comment: Add quality sub-scores
-- The named parts of a quality score, each in 0..1: why a photo got the score that it has.

alter table images add column quality_sub_scores jsonb;

--rollback alter table images drop column quality_sub_scores;
