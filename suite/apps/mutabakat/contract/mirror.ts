/** Companies that keep their books here and are each other's counterparties: how they are linked, and letters that come in. */
import { z } from 'zod'
import { CURRENCIES, moneySchema } from '#platform/contract'
import {
  answerFields,
  answerSchema,
  daySchema,
  documentsSchema,
  LETTER_STATUSES,
  LETTER_STYLES,
  SIDES,
  verdictSchema,
} from './letter.ts'
import { LETTER_KINDS } from './letter-kind.ts'
import { portalLetterSchema } from './portal.ts'

/** Days a request for a link waits for its answer. */
export const LINK_DAYS = 14
/** Requests of one company that may wait at once. */
export const MAX_LINK_REQUESTS = 20

/**
 * Of one card. `asked`: the question waits, until `until`; nobody learns from it whether such a company is here, whether it
 * was refused, or who has not looked yet. `linked`: `company` is who accepted.
 */
export const cardLinkSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none'), can: z.object({ ask: verdictSchema }) }),
  z.object({
    state: z.literal('asked'),
    by: z.string(),
    at: z.string(),
    until: z.string(),
    can: z.object({ end: verdictSchema }),
  }),
  z.object({
    state: z.literal('linked'),
    company: z.object({ title: z.string() }),
    since: z.string(),
    can: z.object({ end: verdictSchema }),
  }),
])
export type CardLink = z.infer<typeof cardLinkSchema>

/** A company that asks to be linked with ours. `suggested`: our cards with its tax number that are not linked yet. */
export const linkInvitationSchema = z.object({
  id: z.string(),
  from: z.object({ title: z.string(), tax_number: z.string(), tax_office: z.string().nullable() }),
  asked_at: z.string(),
  until: z.string(),
  suggested: z.array(z.object({ id: z.string(), code: z.string(), title: z.string() })),
})
export type LinkInvitation = z.infer<typeof linkInvitationSchema>

const linkedCard = z.object({ id: z.string(), code: z.string(), title: z.string() })

/** `invitations` wait for our answer, `requests` for theirs; `linked` are the cards that are companies here. */
export const linksSchema = z.object({
  invitations: z.array(linkInvitationSchema),
  requests: z.array(z.object({ counterparty: linkedCard, by: z.string(), at: z.string(), until: z.string() })),
  linked: z.array(z.object({ counterparty: linkedCard, company: z.object({ title: z.string() }), since: z.string() })),
})
export type Links = z.infer<typeof linksSchema>

/** Which of our cards the asking company is: one that is there, or a new one with its title and tax number. */
export const acceptLinkInput = z.union([
  z.object({ counterparty_id: z.string().max(64) }),
  z.object({ new_code: z.string().trim().min(1).max(40) }),
])
export type AcceptLinkInput = z.output<typeof acceptLinkInput>

/** Null while there is nothing to compare: a blank letter hides its figure until it is answered. */
export const MIRROR_RESULTS = ['agrees', 'differs', 'unknown'] as const
export type MirrorResult = (typeof MIRROR_RESULTS)[number]

/**
 * A letter of a linked company to us. Sides are the letter's, as on the page of a guest: `B` we owe them, `A` they owe us.
 * `own` is the newest letter of our own about the same account, day and currency (our BA for their BS) that is not
 * withdrawn, on the letter's sides. `difference`: of balances what our books have beyond the letter, positive in our favour; of
 * BA and BS our amount minus the letter's.
 */
export const incomingRowSchema = z.object({
  id: z.string(),
  no: z.string(),
  version: z.number().int(),
  kind: z.enum(LETTER_KINDS),
  style: z.enum(LETTER_STYLES),
  status: z.enum(LETTER_STATUSES),
  from: z.object({ title: z.string() }),
  counterparty: linkedCard.nullable(),
  balance_date: daySchema,
  currency: z.enum(CURRENCIES),
  /** Null while a blank letter has no answer, and of a withdrawn one; so is `side`. */
  balance: moneySchema.nullable(),
  side: z.enum(SIDES).nullable(),
  reply_due: daySchema.nullable(),
  own: z
    .object({
      letter_id: z.string(),
      no: z.string(),
      status: z.enum(LETTER_STATUSES),
      balance: moneySchema,
      side: z.enum(SIDES),
      documents: documentsSchema.nullable(),
    })
    .nullable(),
  result: z.enum(MIRROR_RESULTS).nullable(),
  difference: moneySchema.nullable(),
  /** Of BA and BS: documents in our books beyond the letter's. */
  count_difference: z.number().int().nullable(),
  received_at: z.string(),
  read_at: z.string().nullable(),
  answered_at: z.string().nullable(),
  rev: z.number().int(),
})
export type IncomingRow = z.infer<typeof incomingRowSchema>

/**
 * `letter`: what a guest with its link would see. `because`: the line of two compared statements that is the difference;
 * `side` says in whose books alone it stands.
 */
export const incomingSchema = incomingRowSchema.extend({
  letter: portalLetterSchema.omit({ can: true }),
  answer: answerSchema.nullable(),
  /** Who of us answered; null: it was answered by its link, or not yet. */
  answered_by: z.string().nullable(),
  because: z
    .object({
      side: z.enum(['ours', 'theirs']),
      date: daySchema,
      number: z.string(),
      description: z.string(),
      amount: moneySchema,
    })
    .nullable(),
  /** Where both sides of it meet live, as its guest does; null once the link ended or the letter was withdrawn. */
  room: z.string().nullable(),
  /** What we brought to the comparison of our own letter: it may be given to this one as it is. Null without. */
  own_statement: z.object({ lines: z.number().int(), from: daySchema.nullable(), to: daySchema.nullable() }).nullable(),
  /** `compare`: look at both statements, see `incomingComparison`; whether lines may be decided is told there. */
  can: z.object({ answer: verdictSchema, compare: verdictSchema }),
})
export type Incoming = z.infer<typeof incomingSchema>

const { name: _person, ...fields } = answerFields

/**
 * As a guest answers; the name is of who is signed in. `own_side` is the letter's, like `own.side`. `balance` answers a
 * blank letter, which is agreed when the figures differ by no more than the sender's tolerance.
 */
export const incomingAnswerInput = z
  .object({ choice: z.enum(['agree', 'disagree', 'balance']), ...fields })
  .refine(answer => answer.choice !== 'disagree' || answer.reason_code !== null, {
    path: ['reason_code'],
    message: 'reason_required',
  })
  .refine(answer => answer.own_balance === null || answer.own_side !== null, {
    path: ['own_side'],
    message: 'required',
  })
  .refine(answer => answer.choice !== 'balance' || answer.own_balance !== null, {
    path: ['own_balance'],
    message: 'required',
  })
export type IncomingAnswerInput = z.output<typeof incomingAnswerInput>
