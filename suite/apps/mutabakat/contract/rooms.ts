/** The rooms this application speaks in; the start merges what several applications declare of one room. */
import { defineRoom } from '@nabiz/protocol'
import { z } from 'zod'
import { MUTABAKAT_EVENTS } from './events.ts'
import { LETTER_STATUSES } from './letter.ts'

/** Members of the company: lists, dashboard, toasts. */
export const companyRoom = defineRoom('company:{id}', { events: MUTABAKAT_EVENTS, history: { durable: true } })

/** All devices of one person: what they sent, and its answers. */
export const userRoom = defineRoom('user:{id}', { events: MUTABAKAT_EVENTS, history: { durable: true } })

/**
 * Both sides of one letter: who looks at it, and that its comparison changed. The guest of its link hears it, too, so
 * nothing in it may be one side's alone; the letter's own events are in the room of the company.
 */
export const letterRoom = defineRoom('mutabakat:{id}', {
  events: {
    comparison_changed: {
      schema: z.object({ letter_id: z.string(), no: z.string(), rev: z.number().int(), message: z.string() }),
    },
    /** A fact was added to the letter's chain of evidence; `head` is its hash. */
    mutabakat_evidence: {
      schema: z.object({ mutabakat_id: z.string(), length: z.number().int(), head: z.string() }),
    },
    /** The letter was answered, withdrawn, replaced or settled: both sides ask for it again. */
    letter_changed: {
      schema: z.object({ letter_id: z.string(), status: z.enum(LETTER_STATUSES), rev: z.number().int() }),
    },
  },
  history: { durable: true },
})

/** Who has the card of a counterparty open, and who of them edits it; nothing is told there. */
export const cardRoom = defineRoom('counterparty:{id}', { events: {} })

/** Who has the settings of E-Mutabakat of a company open; `id` is the company. Nothing is told there. */
export const setupRoom = defineRoom('mutabakat_settings:{id}', { events: {} })
