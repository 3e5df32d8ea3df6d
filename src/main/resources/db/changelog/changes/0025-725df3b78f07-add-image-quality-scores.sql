--liquibase formatted sql

--changeset image-clustering:725df3b78f07 logicalFilePath:revisions
--comment: Add image quality scores
-- One score for each image and metric, where images.quality_* keeps only the latest. The model tells what computed the
-- score; one of another model is computed anew when it is asked for. What images hold is copied without a model, so that
-- it is still there to be seen, and counts as out of date.

create table image_quality_scores (
    image_id integer not null,
    metric character varying(50) not null,
    score double precision not null,
    sub_scores jsonb,
    model character varying(200),
    analysed_at timestamp with time zone not null,
    constraint image_quality_scores_pkey primary key (image_id, metric),
    constraint image_quality_scores_image_id_fkey foreign key (image_id) references images (id) on delete cascade
);

insert into image_quality_scores (image_id, metric, score, sub_scores, analysed_at)
select id, quality_metric, quality_score, quality_sub_scores, coalesce(quality_analyzed_at, now())
from images
where quality_metric is not null and quality_score is not null;

--rollback drop table image_quality_scores;
