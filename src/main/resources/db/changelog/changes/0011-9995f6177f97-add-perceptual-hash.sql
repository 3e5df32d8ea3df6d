--liquibase formatted sql

--changeset image-clustering:9995f6177f97 logicalFilePath:revisions
--comment: Add perceptual hash
-- 64 bits that stay nearly the same when a picture is resized, recompressed or recoloured.

alter table images add column perceptual_hash bigint;

--rollback alter table images drop column perceptual_hash;
