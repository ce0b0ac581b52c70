/** A Mail for a test, closed with it. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { createMail, type Mail, type MailOptions } from '../mail.ts'
import { openSmtpSink, type SmtpSink } from './smtp-sink.ts'

export const FROM = { from_email: 'noreply@nabiz.example', from_name: 'Nabız Mutabakat' }

const defaults = (dataDir: string) => ({
  dataDir,
  log: pino({ level: 'silent' }),
  id: () => randomUUID(),
  now: () => new Date(),
})

export const makeDataDir = async (): Promise<string> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'nabiz-mail-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  return dataDir
}

/** Sends to a sink that answers as told. */
export const openSinkMail = async (
  options: Parameters<typeof openSmtpSink>[0] = {},
  smtp: Partial<NonNullable<MailOptions['smtp']>> = {},
): Promise<{ mail: Mail; sink: SmtpSink }> => {
  const sink = await openSmtpSink(options)
  const mail = createMail({
    ...defaults(''),
    smtp: { host: '127.0.0.1', port: sink.port, ...FROM, ...smtp },
    timeout_ms: 5_000,
  })
  onTestFinished(async () => {
    await mail.close()
    await sink.close()
  })
  return { mail, sink }
}

/** Sends into the catcher. */
export const openCaughtMail = async (dataDir: string): Promise<Mail> => {
  const mail = createMail({ ...defaults(dataDir), smtp: null, from: { email: FROM.from_email, name: FROM.from_name } })
  onTestFinished(() => mail.close())
  return mail
}
