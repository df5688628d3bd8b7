create table platform_application (
    arn text not null constraint platform_application_pk primary key,
    platform text not null,
    name text not null,
    sealed_attributes text not null,
    enabled boolean not null,
    created_at timestamptz not null
);

create table platform_endpoint (
    arn text not null constraint platform_endpoint_pk primary key,
    application_arn text not null constraint platform_endpoint_application_fk references platform_application on delete cascade,
    token_hash bytea not null,
    sealed_token text not null,
    custom_user_data text not null,
    enabled boolean not null,
    created_at timestamptz not null,
    constraint platform_endpoint_token_uq unique (application_arn, token_hash)
);

create index platform_endpoint_page_ix on platform_endpoint (application_arn, arn);
