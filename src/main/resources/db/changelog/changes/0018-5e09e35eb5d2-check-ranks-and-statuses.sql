--liquibase formatted sql

--changeset image-clustering:5e09e35eb5d2 logicalFilePath:revisions splitStatements:false
--comment: Check ranks and statuses
-- The old schema took any number for a rank and any text for a status. What cannot be is mended before the checks: a
-- rank below 1 is no rank, and a status that nobody knows becomes the one that the groups of the batch speak for.

lock table image_batches, image_batch_association in access exclusive mode;

do $$
declare
    ranks integer;
    statuses integer;
begin
    update image_batch_association
    set quality_rank = null, ranked_at = null, ranking_metric = null
    where quality_rank < 1;
    get diagnostics ranks = row_count;

    update image_batches batches
    set status = case
        when exists (
            select from image_batch_association members
            where members.batch_id = batches.id and members.group_label is not null
        ) then 'complete'
        else 'pending'
    end
    where status not in ('pending', 'processing', 'complete', 'failed');
    get diagnostics statuses = row_count;

    if ranks + statuses > 0 then
        raise info '% impossible ranks removed, % unknown statuses replaced', ranks, statuses;
    end if;
end
$$;

alter table image_batch_association
    add constraint image_batch_association_quality_rank_check check (quality_rank > 0);
alter table image_batches
    add constraint image_batches_status_check check (status in ('pending', 'processing', 'complete', 'failed'));

--rollback alter table image_batches drop constraint image_batches_status_check;
--rollback alter table image_batch_association drop constraint image_batch_association_quality_rank_check;
