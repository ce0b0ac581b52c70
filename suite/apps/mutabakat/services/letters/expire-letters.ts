/** Letters whose day of answer is over expire: a dated record of silence, never a consent. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { LetterRow } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { dayInZone } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { type CompanyNow, companiesNow } from '../companies-now.ts'
import { closeFinishedPeriods } from '../periods/close-period.ts'
import { tellOfLetter, tellOfMany } from '../tell-people.ts'
import { addEvidence } from './add-evidence.ts'
import { announceLetter } from './announce-letter.ts'

const CHUNK = 100

/** Every company in its own day; then periods that only waited for these answers close. */
export const expireLetters = async (services: Services): Promise<{ expired: number }> => {
  let expired = 0
  for (const company of await companiesNow(services)) {
    expired += await expireInCompany(services, company)
    await closeFinishedPeriods(services, company.id)
  }
  return { expired }
}

/** The day of answer itself still counts, and so does a later one that the guest asked for. One bell for each sender, however many of their letters expired. */
const expireInCompany = async (services: Services, { id: company_id, time_zone }: CompanyNow): Promise<number> => {
  const today = dayInZone(services.now(), time_zone)
  let expired = 0
  for (;;) {
    const count = await services.store.inCompany(company_id, async trx => {
      const tables = withTables(trx)
      const actor: Actor = { company_id, user_id: 'system', name: 'system' }
      const due = await tables
        .selectFrom('mutabakat.letter')
        .select('id')
        .where('company_id', '=', company_id)
        .where('status', 'in', ['sent', 'viewed'])
        .where('reply_due', '<', today)
        .where(({ eb, or }) => or([eb('asked_until', 'is', null), eb('asked_until', '<', today)]))
        .orderBy('reply_due')
        .orderBy('id')
        .limit(CHUNK)
        .forUpdate()
        .execute()
      if (due.length === 0) return 0
      await tables
        .updateTable('mutabakat.letter')
        .set({ status: 'expired', rev: sql`rev + 1` })
        .where('company_id', '=', company_id)
        .where(
          'id',
          'in',
          due.map(({ id }) => id),
        )
        .execute()
      const bySender = new Map<string, LetterRow[]>()
      for (const { id } of due) {
        await services.audit(trx, {
          company_id,
          actor: 'system',
          action: 'letter.expired',
          object: { type: 'letter', id },
        })
        await addEvidence(services, trx, { company_id, id }, { fact: 'expired' })
        const row = await announceLetter(services, trx, actor, id, 'mutabakat_updated', {}, 'letter_expired')
        if (row.sender) bySender.set(row.sender.id, [...(bySender.get(row.sender.id) ?? []), row])
      }
      for (const [user_id, [first, ...others]] of bySender) {
        const told = { kind: 'mutabakat_expired', level: 'warning' as const, params: {} }
        if (others.length === 0) await tellOfLetter(services, trx, company_id, [user_id], first!, told)
        else
          await tellOfMany(services, trx, company_id, [user_id], told, {
            count: others.length + 1,
            status: 'expired',
          })
      }
      return due.length
    })
    expired += count
    if (count < CHUNK) return expired
  }
}
