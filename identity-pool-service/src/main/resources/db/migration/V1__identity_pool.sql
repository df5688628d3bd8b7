create table identity_pool (
    id                   varchar(55)   not null,
    name                 varchar(128)  not null,
    settings             text          not null,
    authenticated_role   varchar(2048),
    unauthenticated_role varchar(2048),
    created_at           timestamptz   not null,
    deleted_at           timestamptz,
    version              bigint        not null,
    constraint identity_pool_pk primary key (id)
);

create index identity_pool_deleted on identity_pool (deleted_at) where deleted_at is not null;

create table identity (
    id          varchar(55) not null,
    pool_id     varchar(55) not null,
    disabled    boolean     not null,
    merged_into varchar(55),
    created_at  timestamptz not null,
    modified_at timestamptz not null,
    constraint identity_pk primary key (id),
    constraint identity_pool_fk foreign key (pool_id) references identity_pool (id)
);

create index identity_by_pool on identity (pool_id, id);

-- A login is one subject at one provider. Within a pool one identity owns it; an identity has one login per provider.
create table login (
    pool_id     varchar(55)  not null,
    provider    varchar(128) not null,
    subject     varchar(255) not null,
    identity_id varchar(55)  not null,
    linked_at   timestamptz  not null,
    constraint login_pk primary key (pool_id, provider, subject),
    constraint login_one_per_provider unique (identity_id, provider) deferrable initially immediate,
    constraint login_identity_fk foreign key (identity_id) references identity (id) on delete cascade
);

-- Keys of the tokens that identity pools issue: the highest number signs, all verify.
create table openid_key (
    number     integer     not null,
    sealed_jwk text        not null,
    created_at timestamptz not null,
    constraint openid_key_pk primary key (number)
);
