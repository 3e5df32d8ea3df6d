--liquibase formatted sql

--changeset image-clustering:b8c2e1c76ce3 logicalFilePath:revisions
--comment: Add thumbnail
-- Whether a small picture of the photo lies beside it; unknown for the rows that exist.

alter table images add column has_thumbnail boolean;

--rollback alter table images drop column has_thumbnail;
