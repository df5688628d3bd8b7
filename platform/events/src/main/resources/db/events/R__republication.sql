-- To which making of a topic the states of this database were published, and how far: a topic that was deleted and made
-- anew has another id. Nothing is left to publish when reached is null. Repeatable, because the versions of services are
-- above those of events.
create table if not exists republication (
    topic    text not null,
    topic_id text not null,
    reached  text,
    constraint republication_pk primary key (topic)
);
