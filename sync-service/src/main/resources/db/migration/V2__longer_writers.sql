-- A writer may be a role, whose ARN is longer than a device's id.
alter table dataset alter column last_modified_by type text;
alter table record alter column last_modified_by type text;
