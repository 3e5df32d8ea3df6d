--liquibase formatted sql

--changeset image-clustering:a0d5a01a4621 logicalFilePath:revisions
--comment: Add analysis state
-- What has been computed for a photo must show in its row, so that a lost job can be found again. Nothing of what the
-- application needs is known of the rows that exist: they wait.

alter table images
    add column analysis_state varchar(20) not null default 'pending',
    add column analysis_failure text,
    add column analysed_at timestamp with time zone,
    add constraint images_analysis_state_check check (analysis_state in ('pending', 'complete', 'failed'));

--rollback alter table images
--rollback     drop column analysed_at,
--rollback     drop column analysis_failure,
--rollback     drop column analysis_state;
