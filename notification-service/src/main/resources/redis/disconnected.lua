-- Notes that a replica holds a device's connection no more, unless another replica holds it by now.
-- KEYS: the identity's live connections. ARGV: device id, the replica's id.
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then
  return 0
end
return redis.call('HDEL', KEYS[1], ARGV[1])
