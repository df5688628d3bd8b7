-- An identity that has data or devices here. A gone identity keeps its row, so that credentials that outlive it write nothing.
create table identity (
    identity_id      varchar(64) constraint identity_pk primary key,
    identity_pool_id varchar(64) not null,
    gone_at          timestamptz
);

-- A deleted dataset keeps its row: its sync count never falls, even when it is made anew.
create table dataset (
    id               bigint generated always as identity constraint dataset_pk primary key,
    identity_pool_id varchar(64)  not null,
    identity_id      varchar(64)  not null constraint dataset_identity references identity,
    name             varchar(128) collate "C" not null,
    merged_into      varchar(128),
    live             boolean      not null,
    sync_count       bigint       not null,
    deleted_at_count bigint       not null,
    num_records      integer      not null,
    data_storage     bigint       not null,
    created_at       timestamptz  not null,
    last_modified_at timestamptz  not null,
    last_modified_by varchar(256) not null,
    constraint dataset_name unique (identity_id, name),
    constraint dataset_counts check (sync_count >= deleted_at_count and num_records >= 0 and data_storage >= 0)
) with (fillfactor = 80);

-- Found by the first 128 bits of the key's SHA-256: a key of 1,024 characters does not fit an index.
create table record (
    dataset_id              bigint       not null constraint record_dataset references dataset on delete cascade,
    key_hash                uuid         not null,
    key                     text         not null,
    value                   text,
    value_size              integer      not null,
    sync_count              bigint       not null,
    last_modified_at        timestamptz  not null,
    last_modified_by        varchar(256) not null,
    device_last_modified_at timestamptz,
    constraint record_pk primary key (dataset_id, key_hash)
) with (fillfactor = 80);

create index record_changes on record (dataset_id, sync_count, key_hash);

-- A pool's running sums, in shards so that the writers of one pool do not queue for one row.
create table pool_usage (
    identity_pool_id varchar(64) not null,
    shard            smallint    not null,
    data_storage     bigint      not null,
    sync_sessions    bigint      not null,
    last_modified_at timestamptz not null,
    constraint pool_usage_pk primary key (identity_pool_id, shard)
) with (fillfactor = 50);

create table pool_configuration (
    identity_pool_id varchar(64) constraint pool_configuration_pk primary key,
    application_arns text[] not null,
    role_arn         varchar(2048)
);

create table device (
    id               varchar(64) constraint device_pk primary key,
    identity_pool_id varchar(64) not null,
    identity_id      varchar(64) not null constraint device_identity references identity,
    platform         varchar(32) not null,
    application_arn  text,
    token_hash       uuid        not null,
    sealed_token     text        not null,
    version          bigint      not null,
    registered_at    timestamptz not null,
    constraint device_token unique (identity_id, platform, token_hash)
);

create table subscription (
    device_id    varchar(64)  not null constraint subscription_device references device on delete cascade,
    dataset_name varchar(128) not null,
    sync_count   bigint       not null,
    constraint subscription_pk primary key (device_id, dataset_name)
);
