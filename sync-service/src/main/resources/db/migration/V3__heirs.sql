-- Which identity took in one that is gone: what is merged into that one later belongs to its heir.
alter table identity add column merged_into varchar(64);
