--liquibase formatted sql

--changeset image-clustering:c910e59362f6 logicalFilePath:revisions
--comment: Add missing columns to images table
-- The vector that photos are grouped by: 32-bit floats, little-endian. It can be computed again from the photo.

alter table images add column features bytea;

--rollback alter table images drop column features;
