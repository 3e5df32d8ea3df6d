--liquibase formatted sql

--changeset image-clustering:51a86baa630f logicalFilePath:revisions
--comment: Decide what deletions do
-- A batch takes its memberships with it. A photo cannot go while it is in a batch: it has to leave first, which closes
-- up the ranks of its groups; a cascade would leave holes in them behind the application's back.

alter table image_batch_association
    drop constraint image_batch_association_batch_id_fkey,
    drop constraint image_batch_association_image_id_fkey,
    add constraint image_batch_association_batch_id_fkey
        foreign key (batch_id) references image_batches (id) on delete cascade,
    add constraint image_batch_association_image_id_fkey
        foreign key (image_id) references images (id) on delete restrict;

--rollback alter table image_batch_association
--rollback     drop constraint image_batch_association_batch_id_fkey,
--rollback     drop constraint image_batch_association_image_id_fkey,
--rollback     add constraint image_batch_association_batch_id_fkey
--rollback         foreign key (batch_id) references image_batches (id),
--rollback     add constraint image_batch_association_image_id_fkey
--rollback         foreign key (image_id) references images (id);
