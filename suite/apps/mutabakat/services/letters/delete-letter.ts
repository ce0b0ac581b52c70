/** Deletes a draft that never was on its way; its number is not given again. */
import type { Services } from '#platform/app'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { announceLetter } from './announce-letter.ts'
import { takeLetter } from './take-letter.ts'

export const deleteLetter = (services: Services, actor: Actor, id: string, rev: number | null): Promise<void> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const { letter } = await takeLetter(tables, actor, id, 'delete', rev)
    // Told with the row as it was: afterwards there is none to tell of.
    await announceLetter(services, trx, actor, id, 'mutabakat_deleted')
    await services.audit(trx, {
      company_id: actor.company_id,
      actor: actor.user_id,
      action: 'letter.deleted',
      object: { type: 'letter', id },
      old: { no: letter.no, counterparty_id: letter.counterparty_id, minor: String(letter.minor), side: letter.side },
    })
    await tables
      .deleteFrom('mutabakat.letter')
      .where('company_id', '=', actor.company_id)
      .where('id', '=', id)
      .execute()
  })
