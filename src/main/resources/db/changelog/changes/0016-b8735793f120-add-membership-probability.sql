--liquibase formatted sql

--changeset image-clustering:b8735793f120 logicalFilePath:revisions
--comment: Add membership probability
-- How surely a photo belongs to its group, and how much of an outlier it is in its batch. NaN is neither below nor
-- above a bound in most languages, but above 1 here: the checks refuse it.

alter table image_batch_association
    add column probability double precision,
    add column outlier_score double precision,
    add constraint image_batch_association_probability_check check (probability between 0 and 1),
    add constraint image_batch_association_outlier_score_check check (outlier_score between 0 and 1);

--rollback alter table image_batch_association
--rollback     drop column outlier_score,
--rollback     drop column probability;
