-- The newest change of each dataset by each writer, so that a device can be told of what others wrote and of nothing
-- that it wrote itself. seq orders changes over all datasets and is what a device resumes from.
create sequence change_seq;

create table change_head (
    identity_id text not null,
    dataset_name text not null,
    writer text not null,
    identity_pool_id text not null,
    sync_count bigint not null,
    seq bigint not null,
    changed_at timestamptz not null,
    constraint change_head_pk primary key (identity_id, dataset_name, writer)
);

create index change_head_seq_ix on change_head (seq);

-- How far a device has been told, kept for devices that reconnect without saying where they were.
create table device_progress (
    device_id text not null constraint device_progress_pk primary key,
    seq bigint not null
);
