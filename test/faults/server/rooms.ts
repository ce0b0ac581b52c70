/** The rooms and the request of the server under faults: one that forgets, one that keeps little, one with a log. */
import { defineRequest, defineRoom, type StandardSchemaV1 } from '@nabiz/protocol'

/** What a test publishes: `op` names the publish, `payload` must come out as it went in. */
export type Note = { op: string; payload: string }

const isNote = (value: unknown): value is Note =>
  typeof value === 'object' &&
  value !== null &&
  'op' in value &&
  typeof value.op === 'string' &&
  'payload' in value &&
  typeof value.payload === 'string'

const schemaOf = <T>(name: string, fits: (value: unknown) => value is T): StandardSchemaV1<unknown, T> => ({
  '~standard': {
    version: 1,
    vendor: 'test',
    validate: value => (fits(value) ? { value } : { issues: [{ message: `expected ${name}` }] }),
  },
})

const note = schemaOf('a note', isNote)
/** The one room with a log; it is in the space without a company. */
export const DURABLE = 'ledger:1'
/** How many events `short:…` keeps. */
export const SHORT_KEEPS = 50

export const ROOMS = [
  defineRoom('board:{id}', { events: { note: { schema: note }, hint: { schema: note, record: false } } }),
  defineRoom('short:{id}', { events: { note: { schema: note } }, history: { count: SHORT_KEEPS } }),
  defineRoom('ledger:{id}', { events: { note: { schema: note } }, history: { durable: true } }),
]

const isAppend = (value: unknown): value is { room: string; note: Note } =>
  typeof value === 'object' &&
  value !== null &&
  'room' in value &&
  typeof value.room === 'string' &&
  'note' in value &&
  isNote(value.note)
const isPlaced = (value: unknown): value is { epoch: string; offset: number; id: string } =>
  typeof value === 'object' && value !== null

/** Writes into a durable room's log; the same `op` again answers what the first was answered. */
export const APPEND = defineRequest('append', {
  input: schemaOf('{room, note}', isAppend),
  output: schemaOf('a placed event', isPlaced),
  errors: [],
})
