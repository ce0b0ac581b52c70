/** The day until which the counterparty wants time, written on its letter: said on its page, or on the phone. */
import { type Selectable, sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { fail, type LetterRow } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { LetterTable } from '../../data/tables.ts'
import { addDays, dayInZone } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { announceLetter } from '../letters/announce-letter.ts'

const MAX_DAYS = 60

/** The letter is locked and waits. Throws `day_out_of_range` for a day that is not between tomorrow and sixty days from now. */
export const keepAskedTime = async (
  services: Services,
  trx: Trx,
  actor: Actor,
  letter: Selectable<LetterTable>,
  asked: { day: string; by: string; link_id: string | null },
): Promise<LetterRow> => {
  const { company_id } = letter
  const { time_zone } = await trx
    .selectFrom('platform.company')
    .select('time_zone')
    .where('id', '=', company_id)
    .executeTakeFirstOrThrow()
  const today = dayInZone(services.now(), time_zone)
  if (asked.day <= today || asked.day > addDays(today, MAX_DAYS))
    throw fail('day_out_of_range', { fields: [{ path: 'day', code: 'day_out_of_range' }] })
  await withTables(trx)
    .updateTable('mutabakat.letter')
    .set({ asked_until: asked.day, asked_until_by: asked.by, rev: sql`rev + 1` })
    .where('company_id', '=', company_id)
    .where('id', '=', letter.id)
    .execute()
  const detail = { by: asked.by, until: asked.day }
  await addEvidence(services, trx, letter, {
    fact: 'more_time_asked',
    link_id: asked.link_id,
    // Said to a member on the phone: whoever wrote it down vouches for it.
    detail: asked.link_id === null ? { ...detail, recorded_by: actor.name } : detail,
  })
  return announceLetter(services, trx, actor, letter.id, 'mutabakat_updated', detail, 'mutabakat_asked_time')
}
