-- Puts a device's newest state in place of an older one.
-- KEYS: the device's hash, the identity's set of devices. All keys share the identity's hash tag.
-- ARGV: version, device id, route, prefix of the dataset keys, then dataset name and sync count in turn.
local known = redis.call('HGET', KEYS[1], 'version')
if known and tonumber(known) >= tonumber(ARGV[1]) then
  return 0
end
local old = redis.call('HGET', KEYS[1], 'datasets')
if old then
  for _, name in ipairs(cjson.decode(old)) do
    redis.call('HDEL', ARGV[4] .. name, ARGV[2])
  end
end
local names = {}
for i = 5, #ARGV, 2 do
  names[#names + 1] = ARGV[i]
  redis.call('HSET', ARGV[4] .. ARGV[i], ARGV[2], ARGV[i + 1] .. ' ' .. ARGV[3])
end
redis.call('HSET', KEYS[1], 'version', ARGV[1], 'route', ARGV[3],
  'datasets', #names == 0 and '[]' or cjson.encode(names))
redis.call('SADD', KEYS[2], ARGV[2])
return 1
