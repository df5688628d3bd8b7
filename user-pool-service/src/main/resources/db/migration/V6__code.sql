-- The newest code of a subject for a purpose; a newer one takes its place. Only a keyed hash of it is kept.
create table confirmation_code (
    sub         varchar(36)   not null collate "C",
    purpose     varchar(32)   not null collate "C",
    code_hash   bytea         not null,
    destination varchar(2048) not null,
    expires_at  timestamptz   not null,
    constraint confirmation_code_pk primary key (sub, purpose),
    constraint confirmation_code_user_fk foreign key (sub) references pool_user (sub) on delete cascade
);

-- How often a subject did something in the hour that began then; a subject may be a simulated one.
create table hourly_count (
    pool_id   varchar(55) not null collate "C",
    subject   varchar(36) not null collate "C",
    action    varchar(40) not null collate "C",
    began_at  timestamptz not null,
    times     integer     not null,
    constraint hourly_count_pk primary key (pool_id, subject, action),
    constraint hourly_count_pool_fk foreign key (pool_id) references user_pool (id) on delete cascade
) with (fillfactor = 70);
