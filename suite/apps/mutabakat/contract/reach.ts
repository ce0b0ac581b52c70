/** How a letter goes on to reach somebody: what happens next, why, and whether the guest reads it now. */
import { z } from 'zod'
import { bestMomentSchema, callSchema } from './call.ts'
import { verdictSchema } from './letter.ts'

/** What the reach engine may do by itself, in this order: a mail to another contact, an SMS, a line in the list of calls. */
export const REACH_WAYS = ['email', 'sms', 'call'] as const
export type ReachWay = (typeof REACH_WAYS)[number]

export const REACH_REASONS = ['bounced', 'unseen', 'no_answer'] as const
export type ReachReason = (typeof REACH_REASONS)[number]

/**
 * Why nothing is planned. `off`: the company did not switch the engine on. `ended`: the letter waits for nobody. `stopped`:
 * for this letter, by a member. `called`: a call is on the list. `reading`: the guest is at the letter. `on_its_way`: a
 * message has not left yet. `no_way`: everything was tried.
 */
export const REACH_HOLDS = ['off', 'ended', 'stopped', 'called', 'reading', 'on_its_way', 'no_way'] as const
export type ReachHold = (typeof REACH_HOLDS)[number]

/** `to`: the address, or the number to call; null when nobody knows one. */
export const reachStepSchema = z.object({
  at: z.string(),
  way: z.enum(REACH_WAYS),
  reason: z.enum(REACH_REASONS),
  to: z.string().nullable(),
})
export type ReachStep = z.infer<typeof reachStepSchema>

export const reachSchema = z.object({
  mutabakat_id: z.string(),
  /** Null together with a `hold` that says why. */
  next: reachStepSchema.nullable(),
  hold: z.enum(REACH_HOLDS).nullable(),
  /** The guest has the letter before them; over at `until` unless it is said again. */
  reading: z.object({ until: z.string() }).nullable(),
  contact: z.object({ name: z.string().nullable(), phone: z.string().nullable() }),
  best: bestMomentSchema,
  stopped: z.object({ by: z.string(), at: z.string() }).nullable(),
  /** The open call about the letter. */
  call: callSchema.nullable(),
  can: z.object({ stop: verdictSchema, resume: verdictSchema, add_call: verdictSchema, finish_call: verdictSchema }),
})
export type Reach = z.infer<typeof reachSchema>

/** Whether the page of the letter is in front of the guest. Said again every 30 seconds while it is. */
export const readingInput = z.object({ reading: z.boolean() })
