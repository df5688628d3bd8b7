-- Failed proofs of a user's password, counted for every door together. A row stands for a subject and not for a user:
-- a name that nobody has is counted too, under a simulated sub, so that a lock does not tell who exists.
create table sign_in_attempt (
    pool_id         varchar(55) not null collate "C",
    subject         varchar(36) not null collate "C",
    failures        integer     not null,
    last_attempt_at timestamptz not null,
    locked_until    timestamptz,
    constraint sign_in_attempt_pk primary key (pool_id, subject),
    constraint sign_in_attempt_pool_fk foreign key (pool_id) references user_pool (id) on delete cascade
) with (fillfactor = 70);

-- Challenges that were answered: each may be once.
create table used_challenge (
    id         uuid        not null,
    expires_at timestamptz not null,
    constraint used_challenge_pk primary key (id)
);

create index used_challenge_by_expiry on used_challenge (expires_at);
