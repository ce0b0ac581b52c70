/** The declared rooms: finds the contract of a name, what it keeps and what an event of it must look like. */
import { issuePath, type Limits, type RoomContract, type StandardResult } from '@nabiz/protocol'
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

/** The names of a pattern, made ready once: every publication asks, and taking names apart was a tenth of it. */
const namesOf = (pattern: string): RegExp => {
  const segments = pattern.split(':').map(segment => {
    const parameter = segment.startsWith('{') && segment.endsWith('}')
    return parameter ? '[^:]*' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${segments.join(':')}$`)
}

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
  const rules = contracts.map(contract => ({ names: namesOf(contract.pattern), rules: resolve(contract) }))
  const undeclared = resolve(UNDECLARED)
  return { rulesOf: name => rules.find(rule => rule.names.test(name))?.rules ?? undeclared }
}

/** What `latest` keeps one of: the contract's slot, else the type. Null in rooms with another policy. */
export const slotOf = (contract: RoomContract, type: string, data: unknown): string | null => {
  if (contract.slowReader !== 'latest') return null
  const slot = contract.events[type]?.slot
  return slot && data !== undefined ? `${type} ${slot(data)}` : type
}

/**
 * The data as the contract's schema gives it back; a promise only where the schema checks in one, because every
 * publication comes through here.
 * Throws {@link Refused} `unknown_event`, or `invalid_data` naming the path of the first failure.
 */
export const checkEvent = (contract: RoomContract, type: string, data: unknown): unknown => {
  const event = Object.hasOwn(contract.events, type) ? contract.events[type] : undefined
  if (!event) {
    if (contract.open) return data
    throw new Refused('unknown_event', `${contract.pattern} has no event ${type}`)
  }
  const result = event.schema['~standard'].validate(data)
  return result instanceof Promise ? result.then(acceptedValue) : acceptedValue(result)
}

const acceptedValue = (result: StandardResult<unknown>): unknown => {
  if (!result.issues) return result.value
  const issue = result.issues[0]
  const path = issue ? issuePath(issue) : ''
  throw new Refused('invalid_data', `${path === '' ? 'data' : `data.${path}`}: ${issue?.message ?? 'does not fit'}`)
}
