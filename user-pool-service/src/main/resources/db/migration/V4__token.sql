-- The keys of a pool: one RSA key that signs ID tokens, one that signs access tokens, and one secret from which the
-- keys of refresh tokens, code hashes and simulated answers are derived. A later generation takes a key's place.
create table pool_key (
    kid             varchar(64) not null collate "C",
    pool_id         varchar(55) not null collate "C",
    use             varchar(16) not null collate "C",
    generation      integer     not null,
    public_key      bytea,
    sealed_material bytea       not null,
    created_at      timestamptz not null default now(),
    constraint pool_key_pk primary key (kid),
    constraint pool_key_once unique (pool_id, use, generation),
    constraint pool_key_use check (use in ('ID', 'ACCESS', 'SECRET')),
    constraint pool_key_pool_fk foreign key (pool_id) references user_pool (id) on delete cascade
);

-- A sign-in whose refresh token was revoked, and with it every token that came from it.
create table revoked_sign_in (
    origin_jti uuid        not null,
    pool_id    varchar(55) not null collate "C",
    expires_at timestamptz not null,
    constraint revoked_sign_in_pk primary key (origin_jti),
    constraint revoked_sign_in_pool_fk foreign key (pool_id) references user_pool (id) on delete cascade
);

create index revoked_sign_in_by_expiry on revoked_sign_in (expires_at);
