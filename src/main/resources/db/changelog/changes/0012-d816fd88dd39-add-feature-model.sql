--liquibase formatted sql

--changeset image-clustering:d816fd88dd39 logicalFilePath:revisions
--comment: Add feature model
-- The model that a vector comes from, with its version: vectors of two models must never be compared. The vectors that
-- exist are of no known model, so they are computed again.

alter table images add column feature_model varchar(100);

--rollback alter table images drop column feature_model;
