-- The devices that followed the dataset when it changed: one that stopped before must not be told, however late that
-- becomes known. Null where it is not known: then whoever follows is told.
alter table change_head add column followers text[];
