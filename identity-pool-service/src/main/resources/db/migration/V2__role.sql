create table iam_role (
    arn                 varchar(640)  not null,
    id                  varchar(21)   not null,
    name                varchar(64)   not null,
    path                varchar(512)  not null,
    description         varchar(1000),
    max_session_seconds integer       not null,
    trust_policy        text          not null,
    policies            text          not null,
    created_at          timestamptz   not null,
    version             bigint        not null,
    constraint iam_role_pk primary key (arn)
);

-- Names differ by more than case, whatever the path. Lists are in the order of bytes, so that markers mean the same everywhere.
create unique index iam_role_name on iam_role (lower(name) collate "C");
create index iam_role_by_name on iam_role (name collate "C");
