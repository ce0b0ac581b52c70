/** What Redis does with a room in one step, in Lua: begin it, give an offset, keep within limits, read, carry. */
import { Script } from './script.ts'

/** What an event costs beside its JSON. */
const OVERHEAD_BYTES = 160

/**
 * Knows the room and its epoch. The epoch begins with the id of this Redis' replication, which changes when Redis starts
 * anew or a replica takes over: offsets of a lost tail may be given twice then, and a new epoch says so. What is kept
 * stays, and offsets go on.
 * KEYS: facts, log. ARGV: 1 seed of a new epoch, 2 now in ms.
 */
const OPEN = `
local function whole(number) return string.format('%.0f', number) end
local facts = redis.call('HMGET', KEYS[1], 'epoch', 'top', 'first', 'bytes', 'since', 'age')
local epoch = facts[1]
local top, first = tonumber(facts[2] or 0), tonumber(facts[3] or 1)
local bytes, since, age = tonumber(facts[4] or 0), tonumber(facts[5] or 0), tonumber(facts[6] or 0)
local replication = string.sub(string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)'), 1, 10)
local known = epoch ~= false
if not known then redis.call('DEL', KEYS[2]) end
if known and first <= top and redis.call('EXISTS', KEYS[2]) == 0 then first, bytes = top + 1, 0 end
local moved = not known or string.sub(epoch, 1, 10) ~= replication
if moved then epoch = replication .. '.' .. ARGV[1] end
local function keep()
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'top', whole(top), 'first', whole(first), 'bytes', whole(bytes),
    'since', whole(since), 'age', whole(age))
end
local function trim(count, most, from)
  local before = first
  while first <= top and (top - first >= count or bytes > most or since < from) do
    local two = redis.call('XRANGE', KEYS[2], whole(first) .. '-0', '+', 'COUNT', 2)
    bytes = two[1] and bytes - #two[1][2][2] - ${OVERHEAD_BYTES} or 0
    if two[2] then
      first, since = tonumber(string.match(two[2][1], '^%d+')), tonumber(two[2][2][6] or 0) or 0
    else
      first, bytes = top + 1, 0
    end
  end
  if first > before then redis.call('XTRIM', KEYS[2], 'MINID', whole(first) .. '-0') end
  return first > before
end
`

/**
 * KEYS: facts, log, and once when there is a key. ARGV: 3 count, 4 bytes, 5 age in ms, 6 how long an idle room is
 * remembered in ms, 7 where it is told, 8 head, 9 slot as JSON, and with a key 10 digest, 11 how long in ms, 12 id.
 * Answers `placed epoch offset`, `repeated epoch offset id` or `reused`.
 */
export const PUBLISH = new Script(`${OPEN}
if KEYS[3] then
  local known = redis.call('GET', KEYS[3])
  if known then
    local digest, at, offset, id = string.match(known, '^(%S+) (%S+) (%d+) (.*)$')
    if digest ~= ARGV[10] then return {'reused'} end
    return {'repeated', at, offset, id}
  end
end
local now = tonumber(ARGV[2])
top = top + 1
age = tonumber(ARGV[5])
if first >= top then since = now end
local offset = whole(top)
local frame = ARGV[8] .. ',"offset":' .. offset .. '}'
local added = redis.pcall('XADD', KEYS[2], offset .. '-0', 'f', frame, 's', ARGV[9], 't', ARGV[2])
if type(added) == 'table' and added.err then
  -- A stranger wrote into the log: what is in it is worth nothing, and whoever read it is told by the epoch.
  redis.call('DEL', KEYS[2])
  redis.call('XADD', KEYS[2], offset .. '-0', 'f', frame, 's', ARGV[9], 't', ARGV[2])
  epoch, first, bytes, since = replication .. '.' .. ARGV[1], top, 0, now
end
bytes = bytes + #frame + ${OVERHEAD_BYTES}
trim(tonumber(ARGV[3]), tonumber(ARGV[4]), now - age)
keep()
redis.call('PEXPIRE', KEYS[2], ARGV[5])
redis.call('PEXPIRE', KEYS[1], whole(age + tonumber(ARGV[6])))
if KEYS[3] then
  redis.call('SET', KEYS[3], ARGV[10] .. ' ' .. epoch .. ' ' .. offset .. ' ' .. ARGV[12], 'PX', ARGV[11])
end
redis.call('PUBLISH', ARGV[7], '1 ' .. epoch .. ' ' .. offset .. ' ' .. ARGV[9] .. '\\n' .. frame)
return {'placed', epoch, offset}
`)

/** ARGV: 3 how long it is remembered, in ms. Answers `epoch top`; the room exists from then on. */
export const STAND = new Script(`${OPEN}
if moved then keep() end
redis.call('PEXPIRE', KEYS[1], whole(age + tonumber(ARGV[3])))
return {epoch, whole(top)}
`)

/**
 * ARGV: 3 the offset to read after, or '' for the newest, 4 events and 5 bytes at most.
 * Answers `epoch top first`, then entries `id frame slot`, the newest first when there was no offset. Reading makes no room.
 */
export const READ = new Script(`${OPEN}
if not known then return {replication .. '.none', '0', '1', {}} end
local trimmed = age > 0 and trim(math.huge, math.huge, tonumber(ARGV[2]) - age)
if moved or trimmed then keep() end
local page = {}
local left, size, most = tonumber(ARGV[4]), 0, tonumber(ARGV[5])
local newest = ARGV[3] == ''
local from = newest and '+' or whole(tonumber(ARGV[3]) + 1) .. '-0'
while left > 0 do
  local want = math.min(left, 50)
  local got = newest and redis.call('XREVRANGE', KEYS[2], from, '-', 'COUNT', want)
    or redis.call('XRANGE', KEYS[2], from, '+', 'COUNT', want)
  for _, entry in ipairs(got) do
    size = size + #entry[2][2]
    if size > most and #page > 0 then
      left = 0
      break
    end
    page[#page + 1] = {entry[1], entry[2][2], entry[2][4] or ''}
    left = left - 1
    from = '(' .. entry[1]
  end
  if #got < want then break end
end
return {epoch, whole(top), whole(first), page}
`)

/** KEYS: facts. ARGV: 1 epoch, 2 offset, 3 how long it is remembered in ms, 4 where it is told, 5 the envelope. */
export const PLACE = new Script(`
local facts = redis.call('HMGET', KEYS[1], 'epoch', 'top')
if facts[1] == ARGV[1] and tonumber(facts[2]) >= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'top', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PUBLISH', ARGV[4], ARGV[5])
return 1
`)

/** Tells a passing event where the room is. KEYS: facts. ARGV: 1 where it is told, 2 the envelope. */
export const PASS = new Script(`return redis.call('PUBLISH', ARGV[1], ARGV[2])`)
