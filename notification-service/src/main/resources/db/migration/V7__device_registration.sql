-- A device stays known while its application is not there, so that its endpoint can be made when it is pushed to.
alter table device_endpoint
    alter column endpoint_arn drop not null,
    drop constraint device_endpoint_endpoint_fk,
    add constraint device_endpoint_endpoint_fk foreign key (endpoint_arn) references platform_endpoint on delete set null,
    add column application_arn text,
    add column sealed_token text;
