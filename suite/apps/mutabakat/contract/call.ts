/** The list of people to call: why, when it is best, and what came of it. */
import { z } from 'zod'
import { moneySchema } from '#platform/contract'
import { daySchema, LETTER_STATUSES, SIDES } from './letter.ts'

/**
 * `bounced`: no message arrived. `unseen`: messages arrived and nobody looked. `no_answer`: looked at, and the day of the
 * answer is near. `differs`: the counterparty does not agree. `asked`: a member put it on the list.
 */
export const CALL_REASONS = ['bounced', 'unseen', 'no_answer', 'differs', 'asked'] as const
export type CallReason = (typeof CALL_REASONS)[number]

/** `dropped`: not needed any more, because the letter was answered or ended, or somebody said so. */
export const CALL_STATES = ['open', 'done', 'dropped'] as const
export type CallState = (typeof CALL_STATES)[number]

export const CALL_OUTCOMES = ['reached', 'not_reached', 'promised', 'wrong_number'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/**
 * When to phone. `habit`: on this day of the week (1: Monday) between these hours the counterparty opened or answered most
 * often, of `facts` times in all. `office`: too little is known of it. Hours are those of the company's zone, `09:00`.
 */
export const bestMomentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('now'), until: z.string() }),
  z.object({
    kind: z.literal('habit'),
    weekday: z.number().int().min(1).max(7),
    from: z.string(),
    until: z.string(),
    facts: z.number().int(),
  }),
  z.object({ kind: z.literal('office'), from: z.string(), until: z.string() }),
])
export type BestMoment = z.infer<typeof bestMomentSchema>

export const callSchema = z.object({
  id: z.string(),
  reason: z.enum(CALL_REASONS),
  state: z.enum(CALL_STATES),
  letter: z.object({
    id: z.string(),
    no: z.string(),
    status: z.enum(LETTER_STATUSES),
    balance: moneySchema,
    side: z.enum(SIDES),
    reply_due: daySchema.nullable(),
  }),
  counterparty: z.object({ id: z.string(), code: z.string(), title: z.string() }),
  /** Whom to ask for. `phone` in E.164; null when nobody knows a number. */
  contact: z.object({ name: z.string().nullable(), phone: z.string().nullable() }),
  /** Responsible for the letter, else who sent it. */
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  best: bestMomentSchema,
  outcome: z.enum(CALL_OUTCOMES).nullable(),
  promised_until: daySchema.nullable(),
  note: z.string().nullable(),
  /** Who put it on the list by hand; null: the reach engine did. */
  asked_by: z.string().nullable(),
  closed: z.object({ by: z.string(), at: z.string() }).nullable(),
  created_at: z.string(),
  rev: z.number().int(),
})
export type Call = z.infer<typeof callSchema>

const note = z.string().trim().max(1000).nullable().default(null)

/** `promised_until`: the day by which the counterparty wants to answer; asked of `promised` alone. */
export const finishCallInput = z
  .object({ outcome: z.enum(CALL_OUTCOMES), promised_until: daySchema.nullable().default(null), note })
  .refine(({ outcome, promised_until }) => (outcome === 'promised') === (promised_until !== null), {
    path: ['promised_until'],
    message: 'required',
  })
export type FinishCallInput = z.output<typeof finishCallInput>

export const dropCallInput = z.object({ note })
export const addCallInput = z.object({ note })
