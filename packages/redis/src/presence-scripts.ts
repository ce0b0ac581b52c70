/** What Redis does with the presence of a room in one step, in Lua. A node writes its own members alone. */
import { Script } from './script.ts'

/**
 * Writes changes of a node's members, or all of them, and tells every node. Changes go on from what was written before:
 * else nothing happens, and the answer is 0.
 * KEYS: nodes, members of this node. ARGV: 1 node, 2 number before, empty for all, 3 number now, 4 kept in ms, 5 told by,
 * 6 message, 7 how many came or changed, then name and JSON of each, then names of those who left.
 */
export const TELL = new Script(`
if ARGV[2] == '' then
  redis.call('DEL', KEYS[2])
elseif redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then
  return 0
end
local at = 8
for _ = 1, tonumber(ARGV[7]) do
  redis.call('HSET', KEYS[2], ARGV[at], ARGV[at + 1])
  at = at + 2
end
for index = at, #ARGV do redis.call('HDEL', KEYS[2], ARGV[index]) end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
redis.call('PUBLISH', ARGV[5], ARGV[6])
return 1
`)

/** Keeps what this node wrote. KEYS: nodes, members of this node. ARGV: 1 kept in ms. Answers the numbers of all nodes. */
export const LOOK = new Script(`
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[1])
return redis.call('HGETALL', KEYS[1])
`)

/** KEYS: nodes, members of a node. ARGV: 1 that node. Answers its number, empty for none, and its members. */
export const LOAD = new Script(`
return { redis.call('HGET', KEYS[1], ARGV[1]) or '', redis.call('HGETALL', KEYS[2]) }
`)

/**
 * A node has nobody here any more, and every node is told; unless it said something since.
 * KEYS: nodes, members of that node. ARGV: 1 that node, 2 its number, empty for any, 3 told by, 4 message.
 */
export const FORGET = new Script(`
if ARGV[2] ~= '' and redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('UNLINK', KEYS[2])
redis.call('PUBLISH', ARGV[3], ARGV[4])
return 1
`)
