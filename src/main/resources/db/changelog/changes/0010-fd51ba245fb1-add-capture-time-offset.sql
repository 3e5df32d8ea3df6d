--liquibase formatted sql

--changeset image-clustering:fd51ba245fb1 logicalFilePath:revisions
--comment: Add capture time offset
-- The clock of the camera's place. shot_at is an instant; without the offset nobody can say whether it was evening.

alter table images add column shot_at_offset varchar(10);

--rollback alter table images drop column shot_at_offset;
