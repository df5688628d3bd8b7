-- Notes that a replica told all, unless Redis was flushed since it began.
-- KEYS: the key that stands while it tells, the key that says it told. ARGV: the telling's id, seconds to keep it.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[2], '1', 'EX', ARGV[2])
return 1
