-- The database of the Python system at its head, cc526443c54f: the tables as they are, and rows as it wrote them.
create schema if not exists image_clustering;
set search_path to image_clustering;

create table alembic_version (
    version_num varchar(32) not null,
    constraint alembic_version_pkc primary key (version_num)
);
insert into alembic_version values ('cc526443c54f');

create table images (
    id serial,
    filename varchar(255) not null,
    original_filename varchar(1024) not null,
    file_path varchar(1024) not null,
    file_size bigint,
    mime_type varchar(255),
    created_at timestamp with time zone default now(),
    features bytea,
    image_hash varchar(255) not null,
    width integer,
    height integer,
    orientation integer,
    shot_at timestamp with time zone,
    latitude double precision,
    longitude double precision,
    camera_make varchar(100),
    camera_model varchar(100),
    focal_length varchar(50),
    f_number double precision,
    exposure_time varchar(50),
    iso integer,
    caption text,
    tags jsonb,
    rating integer,
    has_thumbnail boolean,
    quality_score double precision,
    quality_metric varchar(50),
    quality_analyzed_at timestamp with time zone,
    constraint images_pkey primary key (id),
    constraint images_file_path_key unique (file_path),
    constraint images_filename_key unique (filename),
    constraint images_image_hash_key unique (image_hash)
);

create table image_batches (
    id serial,
    batch_name varchar(255) not null,
    parameters jsonb,
    status varchar(50) not null,
    created_at timestamp with time zone default now(),
    constraint image_batches_pkey primary key (id)
);

create table image_batch_association (
    batch_id integer not null,
    image_id integer not null,
    group_label varchar(50),
    quality_rank integer,
    ranked_at timestamp with time zone,
    ranking_metric varchar(50),
    constraint image_batch_association_pkey primary key (batch_id, image_id),
    constraint image_batch_association_batch_id_fkey foreign key (batch_id) references image_batches (id),
    constraint image_batch_association_image_id_fkey foreign key (image_id) references images (id)
);

-- Six photos: absolute paths, CLIP features of 768 floats, the JSON null that SQLAlchemy writes for None, and hashes of
-- several forms, the last a SHA-256 that is not the one of the file.
insert into images (
    filename, original_filename, file_path, file_size, mime_type, created_at, features, image_hash, width, height, tags,
    rating, has_thumbnail, quality_score, quality_metric, quality_analyzed_at
)
select
    'photo-' || n || '.jpg', 'Holiday ' || n || '.jpg', '/srv/old-photos/uploads/photo-' || n || '.jpg', 4711 + n,
    'image/jpeg', '2025-05-04 03:02:01+00', decode(repeat('0000803f', 768), 'hex'),
    case n
        when 1 then 'phash:ffd8e0c0'
        when 2 then upper(repeat('ab', 32))
        when 3 then 'a/b+c=='
        else repeat('0' || n, 32)
    end,
    640, 480, case n when 1 then '["sea", "dog"]'::jsonb else 'null'::jsonb end, null, true, 0.25 * (n % 4), 'laplacian',
    '2025-05-04 03:03:00+00'
from generate_series(1, 6) as n;

insert into image_batches (batch_name, parameters, status, created_at) values
    ('Holiday', '{"min_cluster_size": 2}', 'complete', '2025-05-05 00:00:00+00'),
    ('Without parameters', 'null', 'pending', '2025-05-06 00:00:00+00');

insert into image_batch_association values
    (1, 1, 'Group 1', 2, '2025-05-05 00:00:01+00', 'laplacian'),
    (1, 2, 'Group 1', 1, '2025-05-05 00:00:01+00', 'laplacian'),
    (1, 3, 'My beach', null, null, null),
    (1, 4, 'Ungrouped', null, null, null),
    (2, 1, null, null, null, null),
    (2, 5, null, null, null, null),
    (2, 6, null, null, null, null);

reset search_path;
