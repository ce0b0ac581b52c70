/** Development's provider: an SMS becomes a line of a file that its owner alone reads, and reaches nobody. */
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SmsProvider } from './provider.ts'

export const SMS_FILE = 'sms.jsonl'

/** One JSON object a line in `{dataDir}/sms.jsonl`: at, id, to, title, text. */
export const createFileSink = (options: { dataDir: string; now: () => Date }): SmsProvider => ({
  name: 'file',
  real: false,
  async send({ id, to, title, text }) {
    const line = JSON.stringify({ at: options.now().toISOString(), id, to, title, text })
    await appendFile(join(options.dataDir, SMS_FILE), `${line}\n`, { mode: 0o600 })
    return { provider_id: id, answer: `written to ${SMS_FILE}` }
  },
})
