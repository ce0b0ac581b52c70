/** The application's background work. Inputs hold ids: no token, no address, and of texts only what every history shows. */
import { z } from 'zod'
import { defineJob, LOCALES } from '#platform/contract'
import { printInput } from './print.ts'
import { exportInput, packageInput } from './report.ts'
import { REMINDER_CHANNELS } from './settings.ts'

/** Reads an uploaded file and applies its right rows, in chunks keyed by (import, row). */
export const importJob = defineJob('mutabakat.import', {
  input: z.object({ import_id: z.string() }),
  task: true,
  concurrency: 1,
  retry: { limit: 3, delay_s: 1, backoff: true },
})

/** Finds out what an import would change, and writes nothing of it. */
export const dryRunJob = defineJob('mutabakat.import_preview', {
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

/** Reminds of many letters; one reminded of today already is counted and passed over, so a retry adds nothing. */
export const bulkRemindJob = defineJob('mutabakat.bulk_remind', {
  input: z.object({
    letter_ids: z.array(z.string()).max(10_000),
    sender_name: z.string(),
    channel: z.enum(REMINDER_CHANNELS),
  }),
  task: true,
  concurrency: 1,
})

/** Withdraws many letters. */
export const bulkCancelJob = defineJob('mutabakat.bulk_cancel', {
  input: z.object({ letter_ids: z.array(z.string()).max(10_000), sender_name: z.string(), reason: z.string() }),
  task: true,
  concurrency: 1,
})

/** A batch's hour has come. `rev`: the plan it was queued for; a changed plan queues another and this one does nothing. */
export const batchStartJob = defineJob('mutabakat.batch_start', {
  input: z.object({ company_id: z.string(), batch_id: z.string(), rev: z.number().int() }),
  concurrency: 1,
})

/** Sends the letters of a batch. */
export const batchSendJob = defineJob('mutabakat.batch_send', {
  input: z.object({ batch_id: z.string() }),
  task: true,
  concurrency: 1,
})

const clock = { input: z.object({}), concurrency: 1 }

/** Every half hour: reminds where it is a working day between 09:30 and 18:00, of what its plan says. */
export const remindJob = defineJob('mutabakat.remind', clock)

/** Every hour: letters whose day of answer is over expire, and closing periods without open answers close. */
export const expireJob = defineJob('mutabakat.expire', clock)

/** Every hour: from the first of the month, 06:00 where the company is, the month that ended has its period. */
export const openMonthJob = defineJob('mutabakat.open_month', clock)

/** At night: what is settled in closed periods goes to the archive. */
export const archiveJob = defineJob('mutabakat.archive', clock)

/** One letter's next step, if its moment has come: after a bounce and whatever else changes it at once. */
export const reachJob = defineJob('mutabakat.reach', {
  input: z.object({ company_id: z.string(), letter_id: z.string() }),
  concurrency: 2,
  retry: { limit: 3, delay_s: 2, backoff: true },
})

/** At :15 and :45, between the reminders: the next step of every letter on its way. */
export const reachClockJob = defineJob('mutabakat.reach_clock', clock)

/** Every half hour: on working days from 08:30 where the company is, each responsible person's day in one message. */
export const digestJob = defineJob('mutabakat.digest', clock)

/** Every hour: on the 20th, the 25th and the day before the last of a month, open BA/BS letters of the month before. */
export const babsAlarmJob = defineJob('mutabakat.babs_deadline_alarm', clock)

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

/** Draws and signs the answered letter; a paper that is kept is not drawn again. */
export const answerPdfJob = defineJob('mutabakat.answer_pdf', {
  input: z.object({ company_id: z.string(), letter_id: z.string() }),
  concurrency: 2,
  retry: { limit: 5, delay_s: 2, backoff: true },
})

/** Mails the sealed answer to a confirmation to its auditor. Waits out a spent budget of mails: it tries for more than a day. */
export const auditorCopyJob = defineJob('mutabakat.auditor_copy', {
  input: z.object({ company_id: z.string(), letter_id: z.string() }),
  concurrency: 2,
  retry: { limit: 12, delay_s: 30, backoff: true },
})

/** Writes letters, answers, differences or signed papers into a file. A retry writes it anew: nothing is kept before its end. */
export const exportJob = defineJob('mutabakat.export', {
  input: z.object({ user_id: z.string(), order: exportInput, locale: z.enum(LOCALES) }),
  task: true,
  concurrency: 1,
  retry: { limit: 2, delay_s: 2, backoff: true },
})

/** Puts the pages of many letters into one file to print. A retry makes it anew: nothing is kept before its end. */
export const printJob = defineJob('mutabakat.print', {
  input: z.object({ user_id: z.string(), order: printInput, locale: z.enum(LOCALES) }),
  task: true,
  concurrency: 1,
  retry: { limit: 2, delay_s: 2, backoff: true },
})

/** Puts the package of an auditor together. The seed was drawn when it was asked for, so a retry draws the same. */
export const packageJob = defineJob('mutabakat.package', {
  input: z.object({ user_id: z.string(), order: packageInput, seed: z.string() }),
  task: true,
  concurrency: 1,
  retry: { limit: 2, delay_s: 2, backoff: true },
})

/** At night: compares every kept paper with the fingerprint of its row, and says which are no longer what they were. */
export const archiveVerifyJob = defineJob('mutabakat.archive_verify', clock)

/** Every morning: tells of certificates that end within thirty days. */
export const certificateAlarmJob = defineJob('mutabakat.certificate_alarm', clock)

/** Reads an uploaded statement, then queues its matching. */
export const statementJob = defineJob('mutabakat.statement', {
  input: z.object({ company_id: z.string(), statement_id: z.string() }),
  concurrency: 2,
  retry: { limit: 3, delay_s: 1, backoff: true },
})

/** Matches two statements line by line; a run that another took over ends by itself. */
export const matchJob = defineJob('mutabakat.match', {
  input: z.object({ company_id: z.string(), letter_id: z.string(), run: z.number().int() }),
  concurrency: 1,
  retry: { limit: 3, delay_s: 1, backoff: true },
})

/** Brings a question for a link to the company with that tax number, or takes it back there; without one, nothing happens. */
export const linkRequestJob = defineJob('mutabakat.link_request', {
  input: z.object({ company_id: z.string(), request_id: z.string() }),
  concurrency: 1,
  retry: { limit: 5, delay_s: 2, backoff: true },
})

/** Brings a letter, as it now is, to the linked company it was sent to. */
export const mirrorJob = defineJob('mutabakat.mirror', {
  input: z.object({ company_id: z.string(), letter_id: z.string() }),
  concurrency: 2,
  retry: { limit: 5, delay_s: 1, backoff: true },
})

const side = z.object({ company_id: z.string(), user_id: z.string(), name: z.string() })

/** After the first start of a demonstration: the sample's linked company, its evidence and its papers. */
export const sampleJob = defineJob('mutabakat.sample', {
  input: z.object({ sample: side, partner: side, time_zone: z.string() }),
  concurrency: 1,
  retry: { limit: 5, delay_s: 2, backoff: true },
})
