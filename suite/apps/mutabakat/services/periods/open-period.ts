/** Periods come with the first letter of their kind and date, and are held while something is written in them. */
import type { Services } from '#platform/app'
import { emit, type Trx } from '#platform/store'
import { fail, type LetterKind, type PeriodState } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { formatDay } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { localeOfCompany } from '../reader-locale.ts'

type Key = { kind: LetterKind; balance_date: string }

const findHeld = async (tables: MutabakatTrx, company_id: string, key: Key): Promise<PeriodState | undefined> => {
  const period = await tables
    .selectFrom('mutabakat.period')
    .select('state')
    .where('company_id', '=', company_id)
    .where('kind', '=', key.kind)
    .where('date', '=', key.balance_date)
    .forShare()
    .executeTakeFirst()
  return period?.state
}

/** Shared with other writers, not with who closes it. A period that is not there yet is as good as open. */
export const holdPeriod = async (tables: MutabakatTrx, company_id: string, key: Key): Promise<PeriodState> =>
  (await findHeld(tables, company_id, key)) ?? 'open'

/** Tells the company where a period stands; call it after its row was changed. */
export const announcePeriod = async (
  services: Services,
  trx: Trx,
  actor: Pick<Actor, 'company_id' | 'user_id'>,
  period: { id: string; kind: LetterKind; date: string; state: PeriodState },
  archived = 0,
): Promise<void> => {
  const locale = await localeOfCompany(trx, actor.company_id)
  await emit(trx, {
    type: 'mutabakat_period',
    company_id: actor.company_id,
    user_id: actor.user_id,
    data: {
      period_id: period.id,
      kind: period.kind,
      period: period.date,
      state: period.state,
      archived,
      message: services.t(locale, `mutabakat.events.period_${archived > 0 ? 'archived' : period.state}`, {
        date: formatDay(period.date, locale),
        archived,
      }),
    },
  })
}

/** Opens the period unless it is there, and says in which state it is. */
export const openPeriod = async (
  services: Services,
  trx: Trx,
  actor: Pick<Actor, 'company_id' | 'user_id'>,
  { kind, balance_date: date }: Key,
): Promise<PeriodState> => {
  const tables = withTables(trx)
  const key = { kind, balance_date: date }
  const known = await findHeld(tables, actor.company_id, key)
  if (known) return known
  const opened = await tables
    .insertInto('mutabakat.period')
    .values({
      id: services.id(),
      company_id: actor.company_id,
      kind,
      date,
      state: 'open',
      created_at: services.now(),
    })
    .onConflict(conflict => conflict.columns(['company_id', 'kind', 'date']).doNothing())
    .returning(['id', 'kind', 'date', 'state'])
    .executeTakeFirst()
  if (!opened) return holdPeriod(tables, actor.company_id, key)
  await announcePeriod(services, trx, actor, opened)
  return opened.state
}

/** For who writes a letter: throws `period_not_open` where nothing may be written any more. */
export const enterPeriod = async (services: Services, trx: Trx, actor: Actor, key: Key): Promise<void> => {
  if ((await openPeriod(services, trx, actor, key)) !== 'open') throw fail('period_not_open')
}
