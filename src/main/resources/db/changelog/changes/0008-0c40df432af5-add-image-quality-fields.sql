--liquibase formatted sql

--changeset image-clustering:0c40df432af5 logicalFilePath:revisions
--comment: Add image quality fields
-- How good a picture the photo is. A score means something only together with the metric that gave it.

alter table images
    add column quality_score double precision,
    add column quality_metric varchar(50),
    add column quality_analyzed_at timestamp with time zone;

--rollback alter table images
--rollback     drop column quality_analyzed_at,
--rollback     drop column quality_metric,
--rollback     drop column quality_score;
