/** Netgsm's REST v2 (`/sms/rest/v2/send`), as its public client for JavaScript speaks it. */

import { postJson, refuseStatus } from './post-json.ts'
import type { SmsProvider } from './provider.ts'
import { SmsRefused } from './sms-refused.ts'

const TAKEN = ['00', '01', '02']
/** Wrong credentials, no such title, no right to send, too many at once: an administrator or time mends them. */
const TEMPORARY = ['30', '40', '50', '51', '60', '80', '85', '100']

export const createNetgsm = (options: { url?: string; user: string; password: string }): SmsProvider => {
  const url = `${(options.url ?? 'https://api.netgsm.com.tr').replace(/\/+$/, '')}/sms/rest/v2/send`
  const authorization = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`
  return {
    name: 'netgsm',
    real: true,
    async send({ to, text, title, encoding, signal }) {
      const answer = await postJson(url, {
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
  }
}
