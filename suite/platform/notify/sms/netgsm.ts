/** Netgsm's REST v2 (`/sms/rest/v2/send` and `/report`), as its public client for JavaScript speaks it. */

import { postJson, refuseStatus } from './post-json.ts'
import type { SmsProvider, SmsReport } from './provider.ts'
import { SmsRefused } from './sms-refused.ts'

const TAKEN = ['00', '01', '02']
/** Wrong credentials, no such title, no right to send, too many at once: an administrator or time mends them. */
const TEMPORARY = ['30', '40', '50', '51', '60', '80', '85', '100']

/** What its reports call a message: 0 still waits; of the others, 1 alone arrived. */
const FAILED: Readonly<Record<string, string>> = {
  2: 'timed out',
  3: 'wrong number',
  4: 'not sent to the operator',
  11: 'refused by the operator',
  12: 'sending failed',
  13: 'sent twice',
  15: 'on the black list',
  16: 'no consent at İYS',
  17: 'İYS check failed',
}
const NOTHING_FOUND = '60'
const PAGE = 100
/** One message is one line; more pages than this are a fault of theirs. */
const MOST_PAGES = 20

const toReport = (job: unknown): SmsReport[] => {
  const { jobid, status } = (job ?? {}) as { jobid?: unknown; status?: unknown }
  const said = String(status ?? '')
  if (jobid === undefined) return []
  if (said === '1') return [{ provider_id: String(jobid), state: 'delivered', answer: said }]
  const why = Object.hasOwn(FAILED, said) ? FAILED[said] : undefined
  return why ? [{ provider_id: String(jobid), state: 'failed', answer: `${said} ${why}` }] : []
}

export const createNetgsm = (options: { url?: string; user: string; password: string }): SmsProvider => {
  const base = `${(options.url ?? 'https://api.netgsm.com.tr').replace(/\/+$/, '')}/sms/rest/v2`
  const authorization = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`
  return {
    name: 'netgsm',
    real: true,
    async send({ to, text, title, encoding, signal }) {
      const answer = await postJson(`${base}/send`, {
        headers: { authorization },
        // `iysfilter` 0: information, no advertisement. `TR`: letters outside the GSM table are kept.
        body: {
          msgheader: title,
          ...(encoding === 'ucs2' && { encoding: 'TR' }),
          iysfilter: '0',
          messages: [{ msg: text, no: to.replace(/^\+90/, '').replace(/^\+/, '00') }],
        },
        signal,
      })
      const { code, jobid, description } = (answer.body ?? {}) as {
        code?: unknown
        jobid?: unknown
        description?: unknown
      }
      // Its refusals have a code, whatever the HTTP status.
      if (typeof code !== 'string') refuseStatus(answer)
      const said = `${String(code)} ${String(description ?? '')}`.trim()
      if (TAKEN.includes(String(code)) && jobid !== undefined) return { provider_id: String(jobid), answer: said }
      throw new SmsRefused(TEMPORARY.includes(String(code)) ? 'sms_temporary' : 'sms_refused', {
        extra: { response: said },
      })
    },

    async reports(provider_ids, signal) {
      const reports: SmsReport[] = []
      for (let pagenumber = 0; pagenumber < MOST_PAGES; pagenumber++) {
        const answer = await postJson(`${base}/report`, {
          headers: { authorization },
          body: { jobids: provider_ids, pagenumber, pagesize: PAGE },
          signal,
        })
        const { code, jobs, description } = (answer.body ?? {}) as {
          code?: unknown
          jobs?: unknown
          description?: unknown
        }
        if (typeof code !== 'string') refuseStatus(answer)
        if (code === NOTHING_FOUND) return reports
        if (code !== '00' || !Array.isArray(jobs))
          throw new SmsRefused('sms_temporary', {
            extra: { response: `${String(code)} ${String(description ?? '')}`.trim() },
          })
        reports.push(...jobs.flatMap(toReport))
        if (jobs.length < PAGE) return reports
      }
      return reports
    },
  }
}
