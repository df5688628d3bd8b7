create table user_pool (
    id          varchar(55)  not null collate "C",
    name        varchar(128) not null,
    settings    jsonb        not null,
    created_at  timestamptz  not null,
    modified_at timestamptz  not null,
    constraint user_pool_pk primary key (id)
);
