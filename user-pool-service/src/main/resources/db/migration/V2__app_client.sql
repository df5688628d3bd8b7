create table app_client (
    id            varchar(128) not null collate "C",
    pool_id       varchar(55)  not null collate "C",
    name          varchar(128) not null,
    sealed_secret text,
    settings      jsonb        not null,
    created_at    timestamptz  not null,
    modified_at   timestamptz  not null,
    constraint app_client_pk primary key (id),
    constraint app_client_pool_fk foreign key (pool_id) references user_pool (id) on delete cascade
);

create index app_client_by_pool on app_client (pool_id, id);
