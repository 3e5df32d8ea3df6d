--liquibase formatted sql

--changeset image-clustering:487c42b05f95 logicalFilePath:revisions
--comment: Add metadata
-- What the camera and the photographer wrote into the file.

alter table images
    add column width integer,
    add column height integer,
    add column orientation integer,
    add column shot_at timestamp with time zone,
    add column latitude double precision,
    add column longitude double precision,
    add column camera_make varchar(100),
    add column camera_model varchar(100),
    add column focal_length varchar(50),
    add column f_number double precision,
    add column exposure_time varchar(50),
    add column iso integer,
    add column caption text,
    add column tags jsonb,
    add column rating integer;

--rollback alter table images
--rollback     drop column rating,
--rollback     drop column tags,
--rollback     drop column caption,
--rollback     drop column iso,
--rollback     drop column exposure_time,
--rollback     drop column f_number,
--rollback     drop column focal_length,
--rollback     drop column camera_model,
--rollback     drop column camera_make,
--rollback     drop column longitude,
--rollback     drop column latitude,
--rollback     drop column shot_at,
--rollback     drop column orientation,
--rollback     drop column height,
--rollback     drop column width;
