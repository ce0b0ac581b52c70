/** The declared rooms: finds the contract of a name, what it keeps and what an event of it must look like. */
import { issuePath, type Limits, matchRoomName, type RoomContract } from '@nabiz/protocol'
import type { Retention } from '../broker/broker.ts'
import { Refused } from './refused.ts'

/** A room nobody declared: default history, any event. */
const UNDECLARED: RoomContract = {
  kind: 'room',
  pattern: '',
  events: {},
  history: {},
  slowReader: 'resync',
  presence: true,
  open: true,
}

/** So many names are remembered with their rules; then it begins anew. */
const KNOWN_NAMES = 10_000

/** A room's rules, resolved against the limits once per contract. */
export type RoomRules = { readonly contract: RoomContract; readonly retention: Retention }

export type RoomCatalogue = { rulesOf(name: string): RoomRules }

export const createRoomCatalogue = (contracts: readonly RoomContract[], limits: Limits): RoomCatalogue => {
  const resolve = (contract: RoomContract): RoomRules => ({
    contract,
    retention: {
      count: contract.history.count ?? limits.historyCount,
      bytes: contract.history.bytes ?? limits.historyBytes,
      age_ms: contract.history.age_ms ?? limits.historyAgeMs,
      durable: contract.history.durable ?? false,
    },
  })
  const rules = contracts.map(resolve)
  const undeclared = resolve(UNDECLARED)
  // Asked for every publication: trying all patterns each time took a tenth of it.
  const known = new Map<string, RoomRules>()
  return {
    rulesOf: name => {
      const before = known.get(name)
      if (before) return before
      const found = rules.find(rule => matchRoomName(rule.contract.pattern, name) !== null) ?? undeclared
      if (known.size >= KNOWN_NAMES) known.clear()
      known.set(name, found)
      return found
    },
  }
}

/** What `latest` keeps one of: the contract's slot, else the type. Null in rooms with another policy. */
export const slotOf = (contract: RoomContract, type: string, data: unknown): string | null => {
  if (contract.slowReader !== 'latest') return null
  const slot = contract.events[type]?.slot
  return slot && data !== undefined ? `${type} ${slot(data)}` : type
}

/**
 * The data as the contract's schema gives it back.
 * Throws {@link Refused} `unknown_event`, or `invalid_data` naming the path of the first failure.
 */
export const checkEvent = async (contract: RoomContract, type: string, data: unknown): Promise<unknown> => {
  const event = Object.hasOwn(contract.events, type) ? contract.events[type] : undefined
  if (!event) {
    if (contract.open) return data
    throw new Refused('unknown_event', `${contract.pattern} has no event ${type}`)
  }
  const result = await event.schema['~standard'].validate(data)
  if (!result.issues) return result.value
  const issue = result.issues[0]
  const path = issue ? issuePath(issue) : ''
  throw new Refused('invalid_data', `${path === '' ? 'data' : `data.${path}`}: ${issue?.message ?? 'does not fit'}`)
}
