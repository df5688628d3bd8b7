create table account (
    id      text   not null,
    balance bigint not null,
    constraint account_pk primary key (id)
);
