/** A company mails everybody at once: how long whoever asks waits, and how soon a mail server has them all. */
import { rmSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { pino } from 'pino'
import { readConfig } from '../suite/config.ts'
import { openServices } from '../suite/open-services.ts'
import { openSmtpSink } from '../suite/platform/notify/testing/smtp-sink.ts'
import { printFigure, printTitle } from './report/print-report.ts'
import { makeFolder, onInterrupt } from './suite/suite-process.ts'

const MAILS = 5_000
const QUEUED_GOAL_S = 5
const COMPANY = '0190a1b2-0000-7000-8000-000000000001'

printTitle(`${MAILS.toLocaleString('en')} mails of one company, to a mail server on this machine`)
const dataDir = makeFolder('mail')
const sink = await openSmtpSink()
const config = readConfig({
  DATA_DIR: dataDir,
  SMTP_HOST: '127.0.0.1',
  SMTP_PORT: String(sink.port),
  LOG_LEVEL: 'silent',
})
const opened = await openServices(config, {
  ...{ part: 'all', publicUrl: 'http://127.0.0.1', publishPassing: () => {} },
  log: pino({ level: 'silent' }),
  now: () => new Date(),
})
const { store, outgoing, jobs } = opened.services
const clean = async (): Promise<void> => {
  await opened.closeJobs()
  await opened.close()
  await sink.close()
  forget()
  rmSync(dataDir, { recursive: true, force: true })
}
const forget = onInterrupt(clean)
await store.asSystem('a bench adds a company', trx =>
  trx.insertInto('platform.company').values({ id: COMPANY, slug: 'ege', title: 'Ege Tekstil A.Ş.' }).execute(),
)
const mails = Array.from({ length: MAILS }, (_, at) => ({
  ...{ company_id: COMPANY, kind: 'bench', to: `muhasebe-${at}@ornek.example`, subject: `Cari hesap mutabakatı ${at}` },
  html: `<p>${'Bakiyenizi doğrulamanızı rica ederiz. '.repeat(100)}</p>`,
  text: 'Bakiyenizi doğrulamanızı rica ederiz.',
}))

const asked = performance.now()
await store.inCompany(COMPANY, trx => outgoing.queueMany(trx, mails))
const queued_s = (performance.now() - asked) / 1000

const countSent = () =>
  store.inCompany(COMPANY, trx =>
    trx
      .selectFrom('platform.mail')
      .select(({ fn }) => fn.countAll<bigint>().as('sent'))
      .where('company_id', '=', COMPANY)
      .where('state', '=', 'sent')
      .executeTakeFirstOrThrow(),
  )
const started = performance.now()
await jobs.start()
while (sink.messages.length < MAILS) await after(20)
const taken_s = (performance.now() - started) / 1000
while (Number((await countSent()).sent) < MAILS) await after(20)
const sent_s = (performance.now() - started) / 1000
const recipients = new Set(sink.recipients).size

await clean()

printFigure('queued, with log and budget', queued_s, 's', { at_most: QUEUED_GOAL_S })
printFigure('taken by the mail server', taken_s, 's')
printFigure('a second', MAILS / taken_s, 'mails')
printFigure('every one in the log as sent', sent_s, 's')
if (sink.messages.length !== MAILS || recipients !== MAILS)
  throw new Error(`${sink.messages.length} mails to ${recipients} recipients, not ${MAILS} to as many`)
