/** The application's background work. Inputs hold ids only: no token, no address, no text a person wrote. */
import { z } from 'zod'
import { defineJob, LOCALES } from '#platform/contract'

/** Reads an uploaded file and applies its right rows, in chunks keyed by (import, row). */
export const importJob = defineJob('mutabakat.import', {
  input: z.object({ import_id: z.string() }),
  task: true,
  concurrency: 1,
  retry: { limit: 3, delay_s: 1, backoff: true },
})

/** Queues many letters for delivery. A letter queued by an attempt that died is no draft any more: a retry passes over it. */
export const bulkSendJob = defineJob('mutabakat.bulk_send', {
  input: z.object({ letter_ids: z.array(z.string()).max(10_000), sender_name: z.string() }),
  task: true,
  concurrency: 1,
})

/** Draws and signs one letter, then mails its link. */
export const deliverJob = defineJob('mutabakat.deliver', {
  input: z.object({ company_id: z.string(), delivery_id: z.string() }),
  concurrency: 4,
  retry: { limit: 5, delay_s: 2, backoff: true },
})

/** Mails a one-time code. The code is derived from the id and a secret, so none is stored. */
export const codeMailJob = defineJob('mutabakat.code_mail', {
  input: z.object({ company_id: z.string(), code_id: z.string(), locale: z.enum(LOCALES) }),
  concurrency: 4,
  retry: { limit: 3, delay_s: 1, backoff: true },
})
