create table oidc_provider (
    arn         varchar(320) not null,
    url         varchar(255) not null,
    client_ids  text         not null,
    thumbprints text         not null,
    created_at  timestamptz  not null,
    version     bigint       not null,
    constraint oidc_provider_pk primary key (arn)
);
