--liquibase formatted sql

--changeset image-clustering:bb0ac39a2a27 logicalFilePath:revisions
--comment: Add ImageBatch table
-- The photos that are stored, and named batches of them. A batch lists its photos in an array: enough to group them,
-- until something has to be known about one photo in one batch.

create table images (
    id serial,
    filename varchar(255) not null,
    original_filename varchar(1024) not null,
    file_path varchar(1024) not null,
    constraint images_pkey primary key (id),
    constraint images_filename_key unique (filename),
    constraint images_file_path_key unique (file_path)
);

create table image_batches (
    id serial,
    batch_name varchar(255) not null,
    image_ids integer[] not null,
    cluster_summary jsonb,
    parameters jsonb,
    status varchar(50) not null,
    created_at timestamp with time zone default now(),
    constraint image_batches_pkey primary key (id)
);

--rollback drop table image_batches;
--rollback drop table images;
