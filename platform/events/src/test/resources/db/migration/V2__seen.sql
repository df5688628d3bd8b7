create table seen (
    n     bigint generated always as identity,
    key   text   not null,
    count bigint not null,
    constraint seen_pk primary key (n)
);
