/** Calls of other programs, which prove themselves by a signature over the time and the raw body. */
import { z } from 'zod'
import { defineRoute } from '../route.ts'

/**
 * `Nabiz-Signature: t=1734393600,v1=…`: the time in seconds, and HMAC-SHA256 in hex over `{t}.{body}` with the shared
 * secret. Refuses with `hook_refused` (401): no secret is set, the signature is wrong, or the time is more than five
 * minutes away; with `hook_replayed` (409) what was taken before.
 */
export const HOOK_SIGNATURE = 'nabiz-signature'

/**
 * What an SMS provider says of messages it took: `provider_id` as it answered when it took one. `taken`: how many of the
 * reports were about messages that waited for one.
 */
export const smsHookRoute = defineRoute({
  method: 'POST',
  path: '/api/hooks/sms',
  access: 'public',
  summary:
    'Take delivery reports of SMS: {"reports":[{"provider_id","state":"delivered"|"failed","answer"?}]}, at most 1,000',
  raw: { type: 'application/json', maxBytes: 1024 * 1024 },
  response: z.object({ taken: z.number().int() }),
  rate: 600,
})

export const smsReportsSchema = z.object({
  reports: z
    .array(
      z.object({
        provider_id: z.string().min(1).max(200),
        state: z.enum(['delivered', 'failed']),
        answer: z.string().max(500).default(''),
      }),
    )
    .max(1000),
})

/**
 * A mail that came to the address mails are sent from, whole, as the mail server got it. `bounced`: it reported that a
 * mail of ours did not arrive, and the log says so now. `ignored`: it is no such report, or says that a server still
 * tries. `unknown`: a report about a mail that is not ours, or came back before.
 */
export const emailHookRoute = defineRoute({
  method: 'POST',
  path: '/api/hooks/email',
  access: 'public',
  summary: 'Take a mail that came back, from the mail server',
  raw: { type: 'message/rfc822', maxBytes: 10 * 1024 * 1024 },
  response: z.object({ outcome: z.enum(['bounced', 'ignored', 'unknown']) }),
  rate: 600,
})
