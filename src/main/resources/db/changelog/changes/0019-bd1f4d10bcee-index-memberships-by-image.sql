--liquibase formatted sql

--changeset image-clustering:bd1f4d10bcee logicalFilePath:revisions runInTransaction:false
--comment: Index memberships by image
-- A photo that goes has to find its batches, and the database has to see that it is in none; the primary key leads from
-- the batch. Built without stopping writers, hence outside a transaction; an attempt that was cut short leaves an
-- invalid index, which the next one has to drop.

drop index concurrently if exists image_batch_association_image_id_idx;
create index concurrently image_batch_association_image_id_idx on image_batch_association (image_id);

--rollback drop index concurrently if exists image_batch_association_image_id_idx;
