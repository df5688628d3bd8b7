-- Events that were committed with a change and that Kafka has not acknowledged yet. A row is deleted once it is sent.
create table outbox (
    id          bigint generated always as identity,
    topic       text        not null,
    key         text        not null,
    event_id    uuid        not null,
    type        text        not null,
    payload     text,
    traceparent text,
    created     timestamptz not null default now(),
    constraint outbox_pk primary key (id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

create index outbox_by_key on outbox (topic, key, id);

-- Events that a consumer has acted upon: one row per consumer and event, written with the effect.
create table inbox (
    consumer text        not null,
    event_id uuid        not null,
    received timestamptz not null default now(),
    constraint inbox_pk primary key (consumer, event_id)
);

create index inbox_by_age on inbox (received);
