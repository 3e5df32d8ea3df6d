--liquibase formatted sql

--changeset image-clustering:0738fde0c6bc logicalFilePath:revisions runInTransaction:false
--comment: Index images that wait
-- Few of many photos wait for their analysis, or have features of another model than the one in use, and they are asked
-- for at each start. The second index serves "less or greater than the model", never "not equal to" it. Outside a
-- transaction and repeatable for the reasons given in bd1f4d10bcee.

drop index concurrently if exists images_pending_idx;
create index concurrently images_pending_idx on images (id) where analysis_state = 'pending';
drop index concurrently if exists images_feature_model_idx;
create index concurrently images_feature_model_idx on images (feature_model);

--rollback drop index concurrently if exists images_feature_model_idx;
--rollback drop index concurrently if exists images_pending_idx;
