/** The clock's reminders: what each letter's plan says, in the working hours of its company. */
import type { Services } from '#platform/app'
import { Failure } from '#platform/contract'
import type { Trx } from '#platform/store'
import { withTables } from '../../data/letters.ts'
import { type Day, dayInZone, dueReminder, isWorkingDay, timeInZone } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { type CompanyNow, companiesNow } from '../companies-now.ts'
import { recordHistory } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { BULK } from '../letters/run-bulk.ts'
import { readSettings } from '../settings/read-settings.ts'
import { queueDelivery } from './queue-delivery.ts'

const [FROM, UNTIL] = ['09:30', '18:00']
const PAGE = 500

/** Whoever missed a turn makes up for it at the next: what is done is known by letter and step. */
export const runReminders = async (services: Services): Promise<{ reminded: number }> => {
  let reminded = 0
  const now = services.now()
  for (const company of await companiesNow(services)) {
    const time = timeInZone(now, company.time_zone)
    if (time < FROM || time >= UNTIL) continue
    const today = dayInZone(now, company.time_zone)
    const settings = await services.store.inCompany(company.id, trx => readSettings(withTables(trx), company.id))
    if (isWorkingDay(today, settings)) reminded += await remindCompany(services, company, today)
  }
  return { reminded }
}

const remindCompany = async (services: Services, company: CompanyNow, today: Day): Promise<number> => {
  let reminded = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const waiting = await services.store.inCompany(company.id, trx =>
      withTables(trx)
        .selectFrom('mutabakat.letter')
        .select('id')
        .where('company_id', '=', company.id)
        .where('status', 'in', ['sent', 'viewed'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(PAGE)
        .execute(),
    )
    for (const { id } of waiting)
      if (await services.store.inCompany(company.id, trx => remindOf(services, trx, company, id, today))) reminded++
    if (waiting.length < PAGE) return reminded
    after = waiting.at(-1)!.id
  }
}

/**
 * Under the letter's lock, so an answer of the same moment wins. The step is written whatever becomes of it: without an
 * address it is `no_contact`, on a day somebody reminded by hand it is passed over.
 */
const remindOf = async (
  services: Services,
  trx: Trx,
  { id: company_id, time_zone }: CompanyNow,
  letter_id: string,
  today: Day,
): Promise<boolean> => {
  const tables = withTables(trx)
  const letter = await lockLetter(tables, company_id, letter_id)
  if ((letter.status !== 'sent' && letter.status !== 'viewed') || letter.sent_at === null) return false
  // The counterparty asked for time: nobody is pressed before that day is over.
  if (letter.asked_until !== null && letter.asked_until >= today) return false
  const past = await tables
    .selectFrom('mutabakat.reminder')
    .select(['step', 'day', 'outcome'])
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter_id)
    .execute()
  const done = new Set(past.flatMap(({ step }) => (step === null ? [] : [step])))
  const due = dueReminder(letter.reminder_plan, dayInZone(letter.sent_at, time_zone), done, today)
  if (!due) return false
  const actor: Actor = {
    company_id,
    user_id: letter.sender_id ?? 'system',
    name: letter.sender_name ?? '',
  }
  const already = past.some(({ day, outcome }) => day === today && outcome === 'queued')
  let outcome: 'queued' | 'skipped' | 'no_contact' = already ? 'skipped' : 'queued'
  if (!already)
    try {
      await queueDelivery(services, trx, actor, letter_id, {
        purpose: 'reminder',
        channel: due.channel,
        priority: BULK,
      })
    } catch (error) {
      if (!(error instanceof Failure) || error.status >= 500) throw error
      outcome = 'no_contact'
    }
  const line = { company_id, letter_id, day: today, asked_by: null, at: services.now() }
  await tables
    .insertInto('mutabakat.reminder')
    .values([
      ...due.passed_over.map(step => ({ ...line, ...step, id: services.id(), outcome: 'skipped' as const })),
      { ...line, id: services.id(), step: due.step, channel: due.channel, outcome },
    ])
    .execute()
  if (outcome === 'queued')
    await recordHistory(services, trx, actor, letter_id, 'letter_reminded', {
      channel: due.channel,
      step: due.step + 1,
    })
  return outcome === 'queued'
}
