--liquibase formatted sql

--changeset image-clustering:b5c7fc7bcdd0 logicalFilePath:revisions runInTransaction:false
--comment: Index images by analysis time
-- The search for similar images keeps hashes and vectors in memory and asks before each answer which images were
-- analysed since it looked last, by whichever process. Outside a transaction and repeatable for the reasons given in
-- bd1f4d10bcee.

drop index concurrently if exists images_analysed_at_idx;
create index concurrently images_analysed_at_idx on images (analysed_at);

--rollback drop index concurrently if exists images_analysed_at_idx;
