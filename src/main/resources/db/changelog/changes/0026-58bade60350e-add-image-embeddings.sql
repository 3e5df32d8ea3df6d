--liquibase formatted sql

--changeset image-clustering:58bade60350e logicalFilePath:revisions
--comment: Add image embeddings
-- The vectors of neural models that an operator names. A new model fills its rows beside those of the one in use, and takes
-- its place when every image has one, so both have room here; images.features keeps the built-in descriptor. A row
-- without a vector says that the model fails on that image. All of this can be computed again.

create table embedding_models (
    model character varying(100) not null,
    dimension integer not null,
    in_use boolean default false not null,
    added_at timestamp with time zone not null,
    constraint embedding_models_pkey primary key (model)
);

create table image_embeddings (
    image_id integer not null,
    model character varying(100) not null,
    vector bytea,
    failure text,
    computed_at timestamp with time zone not null,
    constraint image_embeddings_pkey primary key (image_id, model),
    constraint image_embeddings_image_id_fkey foreign key (image_id) references images (id) on delete cascade
);

--rollback drop table image_embeddings;
--rollback drop table embedding_models;
