-- Settings are kept and read whole. As jsonb the driver parsed them and wrote them again before anybody read them, on every
-- call; as text they are handed over as they are.
alter table user_pool alter column settings type text using settings::text;
alter table app_client alter column settings type text using settings::text;
