/** Reaching people with a letter, and its evidence: routes as contracts for both ends. */
import { z } from 'zod'
import { defineRoute, EVERY_ROLE, WRITERS } from '#platform/contract'
import { channelSchema, deliverySchema, postedInput, resendInput } from '../delivery.ts'
import { evidenceSchema } from '../evidence.ts'
import { letterSchema } from '../letter.ts'
import { byId } from './by-id.ts'

/** Who may hold a link in their own hands: it opens a letter to whoever also reads the recipient's mail. */
const LEADERS = { roles: ['owner', 'admin', 'manager'] } as const

export const deliveryRoutes = {
  listChannels: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/channels',
    access: EVERY_ROLE,
    summary: 'Which channels can be used now, and what the others lack',
    response: z.object({ items: z.array(channelSchema) }),
  }),
  listDeliveries: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/:id/deliveries',
    access: EVERY_ROLE,
    summary: 'Every try to reach somebody with the letter, newest first',
    params: byId,
    response: z.object({ items: z.array(deliverySchema) }),
  }),
  resendLetter: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/deliveries',
    access: WRITERS,
    summary: 'Send a letter that is on its way to another or corrected address; other links stay valid',
    params: byId,
    body: resendInput,
    response: letterSchema,
    status: 202,
    idempotent: true,
  }),
  giveUpDelivery: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/deliveries/:delivery/undeliverable',
    access: WRITERS,
    summary: 'Mark an address as undeliverable: the delivery failed, its link ends',
    params: z.object({ id: z.string().max(64), delivery: z.string().max(64) }),
    body: z.object({ reason: z.string().trim().min(1).max(300) }),
    response: letterSchema,
  }),
  copyLink: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/:id/link',
    access: LEADERS,
    summary: 'A link to pass on by oneself; a draft counts as sent by it. The code still goes to the contact',
    params: byId,
    response: z.object({ url: z.string(), address: z.string(), expires_at: z.string(), letter: letterSchema }),
  }),
  markPosted: defineRoute({
    method: 'POST',
    path: '/api/mutabakat/bulk/posted',
    access: WRITERS,
    summary: 'Letters that leave by post or KEP by hand: sealed in the background, drafts become sent',
    body: postedInput,
    response: z.object({ queued: z.number().int(), skipped: z.number().int() }),
    status: 202,
    idempotent: true,
  }),
  letterEvidence: defineRoute({
    method: 'GET',
    path: '/api/mutabakat/:id/evidence',
    access: EVERY_ROLE,
    summary: 'The chain of facts of a letter, verified now',
    params: byId,
    response: evidenceSchema,
  }),
} as const
