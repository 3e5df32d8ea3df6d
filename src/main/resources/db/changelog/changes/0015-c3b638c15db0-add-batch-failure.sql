--liquibase formatted sql

--changeset image-clustering:c3b638c15db0 logicalFilePath:revisions
--comment: Add batch failure
-- Why the grouping of a batch failed, in words for the person who asked for it.

alter table image_batches add column failure text;

--rollback alter table image_batches drop column failure;
