-- Removes a device and all it subscribed to.
-- KEYS: the device's hash, the identity's set of devices, the identity's live connections.
-- ARGV: device id, prefix of the dataset keys.
local old = redis.call('HGET', KEYS[1], 'datasets')
if old then
  for _, name in ipairs(cjson.decode(old)) do
    redis.call('HDEL', ARGV[2] .. name, ARGV[1])
  end
end
redis.call('DEL', KEYS[1])
redis.call('SREM', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
return 1
