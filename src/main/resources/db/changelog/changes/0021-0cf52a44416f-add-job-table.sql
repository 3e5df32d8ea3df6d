--liquibase formatted sql

--changeset image-clustering:0cf52a44416f logicalFilePath:revisions
--comment: Add job table
-- The background jobs, in the columns that db-scheduler asks for: a job is stored in the transaction of the row that
-- it is for. The priority is not used yet; it is there so that using it needs no revision.

create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by text,
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    constraint scheduled_tasks_pkey primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time_idx on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat_idx on scheduled_tasks (last_heartbeat);

--rollback drop table scheduled_tasks;
