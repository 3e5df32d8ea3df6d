--liquibase formatted sql

--changeset image-clustering:cc526443c54f logicalFilePath:revisions
--comment: Add ranking fields to association table
-- The place of a photo in its group, best first. It belongs to the membership: the same photo has another place in
-- another batch.

alter table image_batch_association
    add column quality_rank integer,
    add column ranked_at timestamp with time zone,
    add column ranking_metric varchar(50);

--rollback alter table image_batch_association
--rollback     drop column ranking_metric,
--rollback     drop column ranked_at,
--rollback     drop column quality_rank;
