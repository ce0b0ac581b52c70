/** The application's business events, by their wire names. `data` is the same for everybody in a room. */
import { z } from 'zod'
import { moneySchema } from '#platform/contract'
import { BATCH_STATES } from './batch.ts'
import { CALL_REASONS, CALL_STATES } from './call.ts'
import { ANSWER_WAYS, LETTER_STATUSES, letterRowSchema, REASON_CODES, SIDES } from './letter.ts'
import { LETTER_KINDS } from './letter-kind.ts'
import { LINK_CHANGES } from './link-change.ts'
import { PERIOD_STATES } from './period.ts'
import { reachStepSchema } from './reach.ts'

/** What every letter event carries: the row as it now is, so that lists patch without asking again. */
const letterEvent = z.object({
  mutabakat_id: z.string(),
  no: z.string(),
  kind: z.enum(LETTER_KINDS),
  version: z.number().int(),
  period: z.string(),
  counterparty: z.object({ id: z.string(), title: z.string() }),
  amount: z.string(),
  currency: z.string(),
  side: z.enum(SIDES),
  status: z.enum(LETTER_STATUSES),
  rev: z.number().int(),
  row: letterRowSchema,
  message: z.string(),
})
export type LetterEventData = z.infer<typeof letterEvent>

const batchCreated = z.object({
  batch_id: z.string(),
  count: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  message: z.string(),
})

const sent = { channels: z.array(z.string()), reply_due: z.string().nullable() }

/**
 * `mutabakat_sent` as the linked company it was sent to hears it, in its own room: `counterparty` is its card of the
 * sender, `link` the path to the letter in its suite. `amount` and `side` are null for a blank letter.
 */
const received = letterEvent.omit({ row: true }).extend({
  ...sent,
  incoming_id: z.string(),
  amount: z.string().nullable(),
  side: z.enum(SIDES).nullable(),
  link: z.string(),
})

export const MUTABAKAT_EVENTS = {
  /** One letter saved as draft, or (with `batch_id`) one summary of an import. */
  mutabakat_created: { schema: z.union([letterEvent, batchCreated]) },
  mutabakat_updated: { schema: letterEvent },
  mutabakat_sent: { schema: z.union([letterEvent.extend(sent), received]) },
  mutabakat_viewed: { schema: letterEvent },
  mutabakat_approved: {
    schema: letterEvent.extend({
      approved_by: z.string(),
      answered_at: z.string(),
      document_id: z.string().nullable(),
      with_correction: z.boolean(),
      via: z.enum(ANSWER_WAYS),
    }),
  },
  mutabakat_rejected: {
    schema: letterEvent.extend({
      rejected_by: z.string(),
      answered_at: z.string(),
      reason_code: z.enum(REASON_CODES),
      note: z.string().nullable(),
      own_amount: z.string().nullable(),
      difference: moneySchema.nullable(),
      has_statement: z.boolean(),
      via: z.enum(ANSWER_WAYS),
    }),
  },
  mutabakat_cancelled: { schema: letterEvent },
  /** A draft is gone. */
  mutabakat_deleted: { schema: letterEvent },
  /** A batch was planned, began or was called off; lists are asked for again. Its end is its task's `task_completed`. */
  mutabakat_batch: {
    schema: z.object({
      batch_id: z.string(),
      title: z.string(),
      state: z.enum(BATCH_STATES),
      total: z.number().int(),
      message: z.string(),
    }),
  },
  /** A period was opened, is closing, or was closed; `archived`: how many letters went to the archive with it. */
  mutabakat_period: {
    schema: z.object({
      period_id: z.string(),
      kind: z.enum(LETTER_KINDS),
      period: z.string(),
      state: z.enum(PERIOD_STATES),
      archived: z.number().int(),
      message: z.string(),
    }),
  },
  /** The guest began or stopped reading, or what the reach engine does next has changed. */
  mutabakat_reach: {
    schema: z.object({
      mutabakat_id: z.string(),
      no: z.string(),
      counterparty: z.object({ id: z.string(), title: z.string() }),
      sender_id: z.string().nullable(),
      next: reachStepSchema.nullable(),
      reading: z.boolean(),
      message: z.string(),
    }),
  },
  /** A call was put on the list, made or dropped; lists are asked for again. */
  mutabakat_call: {
    schema: z.object({
      call_id: z.string(),
      mutabakat_id: z.string(),
      reason: z.enum(CALL_REASONS),
      state: z.enum(CALL_STATES),
    }),
  },
  /** Counterparties of a period went to another person, their unfinished letters with them. `id` null: nobody. */
  mutabakat_assigned: {
    schema: z.object({
      period_id: z.string(),
      kind: z.enum(LETTER_KINDS),
      period: z.string(),
      counterparty_ids: z.array(z.string()).max(500),
      from: z.object({ id: z.string().nullable(), name: z.string() }),
      to: z.object({ id: z.string().nullable(), name: z.string() }),
      by: z.object({ id: z.string(), name: z.string() }),
      letters: z.number().int(),
      message: z.string(),
    }),
  },
  /** A letter of a linked company was read, answered or withdrawn, or its figures are told now; it is asked for again. */
  mutabakat_incoming: {
    schema: z.object({
      incoming_id: z.string(),
      no: z.string(),
      status: z.enum(LETTER_STATUSES),
      rev: z.number().int(),
      message: z.string(),
    }),
  },
  /** A link between companies was asked of us, made or ended. `counterparty_id`: our card; null while it is a question. */
  mutabakat_link: {
    schema: z.object({
      counterparty_id: z.string().nullable(),
      state: z.enum(LINK_CHANGES),
      message: z.string(),
    }),
  },
  mutabakat_delivery_failed: { schema: letterEvent.extend({ address: z.string(), error: z.string() }) },
} as const
export type MutabakatEventType = keyof typeof MUTABAKAT_EVENTS
