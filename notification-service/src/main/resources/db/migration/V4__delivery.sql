-- A push that a push service has not taken yet. One of the same endpoint and kind takes the place of an older one.
create table delivery (
    id uuid not null constraint delivery_pk primary key,
    endpoint_arn text not null constraint delivery_endpoint_fk references platform_endpoint on delete cascade,
    kind text not null,
    sealed_push text not null,
    version integer not null,
    attempts integer not null,
    due_at timestamptz not null,
    expires_at timestamptz not null,
    constraint delivery_kind_uq unique (endpoint_arn, kind)
);

create index delivery_due_ix on delivery (due_at);

-- The endpoint through which a device of an identity is pushed to.
create table device_endpoint (
    device_id text not null constraint device_endpoint_pk primary key,
    endpoint_arn text not null constraint device_endpoint_endpoint_fk references platform_endpoint on delete cascade
);

create index device_endpoint_endpoint_ix on device_endpoint (endpoint_arn);

-- The newest sync count that a device was pushed, so that none is pushed twice.
create table device_told (
    device_id text not null,
    dataset_name text not null,
    sync_count bigint not null,
    constraint device_told_pk primary key (device_id, dataset_name)
);
