/** What nodes tell each other about who is in a room, as text; whatever else stands in Redis is dropped. */
import type { JsonObject } from '@nabiz/protocol'
import type { PresenceNews } from '@nabiz/server'
import type { Dropped } from './envelope.ts'

type Member = PresenceNews['put'][number]

/**
 * `number` grows with everything a node tells. News go on from the number `after`; with null, `put` is everybody on that
 * node. Without `news` they were too large to tell, and are read from Redis. `gone`: nobody of that node is here any more.
 */
export type PresenceMessage =
  | {
      readonly kind: 'news'
      readonly node: string
      readonly number: number
      readonly after: number | null
      readonly news: PresenceNews | null
    }
  | { readonly kind: 'gone'; readonly node: string; readonly number: number }

/** Larger texts are not told to everybody who listens. */
const TOLD_BYTES = 131_072
/** No member is larger: its public data came in a token, in one frame. */
const MEMBER_BYTES = 131_072
const NODE = /^[0-9a-f]{12}$/
/** Names of members end with the node they are on. */
const MEMBER = /^[0-9a-z]{7}[0-9a-f]{12}$/

export const writePresence = (message: PresenceMessage): string => {
  const text = JSON.stringify({ v: 1, ...message })
  return message.kind === 'gone' || text.length <= TOLD_BYTES ? text : JSON.stringify({ v: 1, ...message, news: null })
}

export const readPresence = (text: string): PresenceMessage | Dropped => {
  const fields = parse(text)
  if (!isObject(fields)) return 'garbage'
  const { v, kind, node, number, after, news } = fields
  if (v !== 1) return Number.isSafeInteger(v) ? 'foreign' : 'garbage'
  if (!isNode(node) || !isCount(number)) return 'garbage'
  if (kind === 'gone') return { kind, node, number }
  if (kind !== 'news' || !(after === null || isCount(after))) return 'garbage'
  const read = news === null ? null : readNews(news, node)
  return read === undefined ? 'garbage' : { kind, node, number, after, news: read }
}

/** By node, from a hash; what is none of ours is given to `drop`. */
export const readNumbers = (hash: readonly string[], drop: () => void): Map<string, number> => {
  const numbers = new Map<string, number>()
  for (let index = 0; index < hash.length; index += 2) {
    const [node, number] = [hash[index], Number(hash[index + 1])]
    if (isNode(node) && isCount(number)) numbers.set(node, number)
    else drop()
  }
  return numbers
}

/** Members on `node`, from a hash; what is none of ours is given to `drop`. */
export const readMembers = (hash: readonly string[], node: string, drop: () => void): Member[] => {
  const members: Member[] = []
  for (let index = 1; index < hash.length; index += 2) {
    const text = hash[index]!
    const member = text.length <= MEMBER_BYTES ? parse(text) : null
    if (isMember(member, node) && member.member === hash[index - 1]) members.push(member)
    else drop()
  }
  return members
}

const readNews = (value: unknown, node: string): PresenceNews | undefined => {
  if (!isObject(value) || !Array.isArray(value.put) || !Array.isArray(value.left)) return undefined
  const put = value.put.filter(one => isMember(one, node))
  const left = value.left.filter(one => isObject(one) && isNameOn(one.member, node) && isCount(one.last_seen))
  return put.length === value.put.length && left.length === value.left.length ? { put, left } : undefined
}

/** What every client takes for a member, and nothing beside it. */
const isMember = (value: unknown, node: string): value is Member => {
  if (!isObject(value)) return false
  const { member, user_id, device, tab, status, since, info, state, ...more } = value
  if (!isNameOn(member, node) || !isText(user_id) || !isText(device) || !isCount(since)) return false
  if (!(tab === undefined || isText(tab)) || !(status === 'online' || status === 'away')) return false
  return isData(info) && isData(state) && Object.keys(more).length === 0
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isData = (value: unknown): boolean => value === undefined || isObject(value)
const isNode = (value: unknown): value is string => typeof value === 'string' && NODE.test(value)
const isNameOn = (value: unknown, node: string): value is string =>
  typeof value === 'string' && MEMBER.test(value) && value.endsWith(node)
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 1_024
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
