create table pool_user (
    sub                           varchar(36)  not null collate "C",
    pool_id                       varchar(55)  not null collate "C",
    username                      varchar(128) not null collate "C",
    status                        varchar(32)  not null collate "C",
    enabled                       boolean      not null,
    attributes                    jsonb        not null,
    pending_attributes            jsonb        not null,
    password_hash                 text,
    srp_salt                      bytea,
    sealed_srp_verifier           bytea,
    temporary_password_expires_at timestamptz,
    tokens_valid_after            timestamptz  not null,
    created_at                    timestamptz  not null,
    modified_at                   timestamptz  not null,
    constraint pool_user_pk primary key (sub),
    constraint pool_user_pool_fk foreign key (pool_id) references user_pool (id) on delete cascade
);

-- Every name that finds a user of a pool stands here once: username, sub, and the addresses and preferred username that
-- the pool lets users sign in with. One key for all kinds decides each race, and no name can shadow another user's.
create table sign_in_name (
    pool_id varchar(55)  not null collate "C",
    name    varchar(512) not null collate "C",
    kind    varchar(20)  not null collate "C",
    sub     varchar(36)  not null collate "C",
    constraint sign_in_name_pk primary key (pool_id, name),
    constraint sign_in_name_user_fk foreign key (sub) references pool_user (sub) on delete cascade
);

create index sign_in_name_by_sub on sign_in_name (sub);

-- ListUsers: one index for each attribute that its filter takes. In the "C" collation one index serves equality,
-- prefixes (as a range) and the order of pages. A filter is at most 256 characters long, so that the first 256 of a value
-- decide, and no value is too long for an index.
create index pool_user_by_sub on pool_user (pool_id, sub);
create index pool_user_by_username on pool_user (pool_id, username, sub);
create index pool_user_by_status on pool_user (pool_id, status, sub);
create index pool_user_by_enabled on pool_user (pool_id, enabled, sub);
create index pool_user_by_email on pool_user (pool_id, (left(attributes ->> 'email', 256) collate "C"), sub)
    where attributes ->> 'email' is not null;
create index pool_user_by_phone_number on pool_user (pool_id, (left(attributes ->> 'phone_number', 256) collate "C"), sub)
    where attributes ->> 'phone_number' is not null;
create index pool_user_by_name on pool_user (pool_id, (left(attributes ->> 'name', 256) collate "C"), sub)
    where attributes ->> 'name' is not null;
create index pool_user_by_given_name on pool_user (pool_id, (left(attributes ->> 'given_name', 256) collate "C"), sub)
    where attributes ->> 'given_name' is not null;
create index pool_user_by_family_name on pool_user (pool_id, (left(attributes ->> 'family_name', 256) collate "C"), sub)
    where attributes ->> 'family_name' is not null;
create index pool_user_by_preferred_username on pool_user (pool_id, (left(attributes ->> 'preferred_username', 256) collate "C"), sub)
    where attributes ->> 'preferred_username' is not null;
