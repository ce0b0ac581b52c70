/** Somebody of the linked company has the letter before their eyes: the sender sees it as opened, once. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import type { Incoming } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { notifySender } from '../letters/notify-sender.ts'
import { tellChanged } from './carry-letter.ts'
import { answerRefusal, readIncoming, requireIncoming } from './read-incoming.ts'

/** A letter that ended, or whose link did, is read by us alone. */
export const markRead = async (services: Services, actor: Actor, id: string): Promise<Incoming> => {
  const { company_id } = actor
  const row = await services.store.inCompany(company_id, trx => requireIncoming(withTables(trx), company_id, id))
  if (row.read_at === null) {
    const from = answerRefusal(row, actor) === null ? row.from_company_id : null
    await services.store.acrossCompanies([company_id, ...(from ? [from] : [])], async enter => {
      const viewer = { user_id: `guest:${id}`, name: `${actor.name} · ${row.letter.counterparty.title}` }
      if (from)
        await enter(from, trx => markViewed(services, trx, { company_id: from, ...viewer }, row.letter_id, actor.name))
      await enter(company_id, async trx => {
        const first = await withTables(trx)
          .updateTable('mutabakat.incoming')
          .set(update => ({
            read_at: services.now(),
            read_by: actor.name,
            read_by_id: actor.user_id,
            rev: update('rev', '+', 1),
          }))
          .where('company_id', '=', company_id)
          .where('id', '=', id)
          .where('read_at', 'is', null)
          .returning('rev')
          .executeTakeFirst()
        if (first) await tellChanged(services, trx, company_id, { id, rev: first.rev, letter: row.letter })
      })
    })
  }
  return readIncoming(services, actor, id)
}

const markViewed = async (
  services: Services,
  trx: Trx,
  viewer: Actor,
  letter_id: string,
  by: string,
): Promise<void> => {
  const tables = withTables(trx)
  const letter = await lockLetter(tables, viewer.company_id, letter_id)
  if (letter.status !== 'sent') return
  await tables
    .updateTable('mutabakat.letter')
    .set({ status: 'viewed', viewed_at: services.now(), rev: sql`rev + 1` })
    .where('company_id', '=', viewer.company_id)
    .where('id', '=', letter_id)
    .execute()
  await addEvidence(services, trx, letter, { fact: 'viewed', detail: { by, via: 'mirror' } })
  const seen = await announceLetter(services, trx, viewer, letter_id, 'mutabakat_viewed')
  await notifySender(services, trx, seen, { kind: 'mutabakat_viewed', level: 'info', onlySender: true, params: {} })
}
