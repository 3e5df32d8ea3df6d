--liquibase formatted sql

--changeset image-clustering:ba650b8c5046 logicalFilePath:revisions splitStatements:false rollbackSplitStatements:false
--comment: Create association table and migrate
-- A row for each photo in a batch, so that its group can be kept and so that a batch cannot name a photo that is not
-- there. Every membership moves:
-- * image_ids becomes rows, in the order of the array. An id without a photo and the repetition of an id cannot become
--   one; how many of them there were is logged.
-- * cluster_summary becomes group labels where it maps labels to ids. Where it is anything else it is kept in
--   parameters, under its own name.
-- On the way back the labels become cluster_summary again, and the array has the order of the rows on the disk, which
-- is the one that the array had before until something updates the rows; a batch is a set, so no order is lost that
-- has a meaning.

-- Nobody may add to a batch between the copy of its array and the end of its array.
lock table image_batches in access exclusive mode;

create table image_batch_association (
    batch_id integer not null,
    image_id integer not null,
    group_label varchar(50),
    constraint image_batch_association_pkey primary key (batch_id, image_id),
    constraint image_batch_association_batch_id_fkey foreign key (batch_id) references image_batches (id),
    constraint image_batch_association_image_id_fkey foreign key (image_id) references images (id)
);

create temporary table summary_labels (
    batch_id integer,
    image_id integer,
    group_label varchar(50) not null,
    primary key (batch_id, image_id)
) on commit drop;

do $$
declare
    batch record;
    kept integer := 0;
begin
    for batch in
        select id, cluster_summary from image_batches where jsonb_typeof(cluster_summary) <> 'null' order by id
    loop
        begin
            insert into summary_labels (batch_id, image_id, group_label)
            select batch.id, (member #>> '{}')::integer, label
            from jsonb_each(batch.cluster_summary) as named (label, members)
            cross join lateral jsonb_array_elements(members) as listed (member);
        exception when data_exception or integrity_constraint_violation then
            -- Not a map of labels to ids, or not one that the new table can hold.
            update image_batches
            set parameters = case jsonb_typeof(parameters) when 'object' then parameters else '{}' end
                || jsonb_build_object('cluster_summary', cluster_summary)
            where id = batch.id;
            kept := kept + 1;
        end;
    end loop;
    if kept > 0 then
        raise info '% cluster summaries are no groups and were kept in the parameters of their batches', kept;
    end if;
end
$$;

do $$
declare
    listed bigint;
    dangling bigint;
    moved bigint;
begin
    insert into image_batch_association (batch_id, image_id, group_label)
    select member.batch_id, member.image_id, labels.group_label
    from (
        select batches.id as batch_id, entry.image_id, min(entry.place) as place
        from image_batches batches
        cross join lateral unnest(batches.image_ids) with ordinality as entry (image_id, place)
        group by batches.id, entry.image_id
    ) as member
    join images on images.id = member.image_id
    left join summary_labels labels on labels.batch_id = member.batch_id and labels.image_id = member.image_id
    order by member.batch_id, member.place;
    get diagnostics moved = row_count;

    select count(*), count(*) filter (where images.id is null)
    into listed, dangling
    from image_batches batches
    cross join lateral unnest(batches.image_ids) as entry (image_id)
    left join images on images.id = entry.image_id;
    if listed > 0 then
        raise info '% memberships moved, % ids without a photo and % repeated ids left behind',
            moved, dangling, listed - dangling - moved;
    end if;
end
$$;

alter table image_batches drop column image_ids, drop column cluster_summary;

--rollback lock table image_batches, image_batch_association in access exclusive mode;
--rollback alter table image_batches add column image_ids integer[], add column cluster_summary jsonb;
--rollback update image_batches batches
--rollback set image_ids = coalesce(
--rollback         (
--rollback             select array_agg(members.image_id order by members.ctid)
--rollback             from image_batch_association members
--rollback             where members.batch_id = batches.id
--rollback         ),
--rollback         '{}'
--rollback     ),
--rollback     cluster_summary = (
--rollback         select jsonb_object_agg(labelled.group_label, labelled.image_ids)
--rollback         from (
--rollback             select members.group_label, jsonb_agg(members.image_id order by members.ctid) as image_ids
--rollback             from image_batch_association members
--rollback             where members.batch_id = batches.id and members.group_label is not null
--rollback             group by members.group_label
--rollback         ) as labelled
--rollback     );
--rollback update image_batches
--rollback set cluster_summary = coalesce(cluster_summary, parameters -> 'cluster_summary'),
--rollback     parameters = nullif(parameters - 'cluster_summary', '{}')
--rollback where jsonb_typeof(parameters) = 'object' and parameters -> 'cluster_summary' is not null;
--rollback alter table image_batches alter column image_ids set not null;
--rollback drop table image_batch_association;
