--liquibase formatted sql

--changeset image-clustering:c69c13026fe2 logicalFilePath:revisions
--comment: Add missing columns to images table
-- What is known of a stored file without opening it. When the rows that exist were made is unknown and stays so: the
-- default is set after the column, and holds for new rows only.

alter table images
    add column file_size bigint,
    add column mime_type varchar(255),
    add column created_at timestamp with time zone;
alter table images alter column created_at set default now();

--rollback alter table images drop column created_at, drop column mime_type, drop column file_size;
