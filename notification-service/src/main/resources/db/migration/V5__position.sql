-- What a device was told, in full: the sequence number up to which everything was, and single changes after it.
alter table device_progress add column position text;
