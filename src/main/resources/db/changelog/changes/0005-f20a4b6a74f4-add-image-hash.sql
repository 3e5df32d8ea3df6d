--liquibase formatted sql

--changeset image-clustering:f20a4b6a74f4 logicalFilePath:revisions
--comment: Add image hash
-- Photos with the same bytes are one photo. The database cannot hash the files of the rows that exist: they get a
-- stand-in, which the application replaces when it next reads the file.

alter table images add column image_hash varchar(255);
update images set image_hash = 'legacy-' || id;
alter table images
    alter column image_hash set not null,
    add constraint images_image_hash_key unique (image_hash);

--rollback alter table images drop column image_hash;
