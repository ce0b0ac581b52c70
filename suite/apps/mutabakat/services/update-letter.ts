/** Changes a draft. What was sent is frozen. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { Failure, fromMoneyJson, PLATFORM_FAILURES, type RouteInput } from '#platform/contract'
import { fail, type Letter, type routes } from '../contract/index.ts'
import { findLetter } from '../data/letter-details.ts'
import { withTables } from '../data/letters.ts'
import type { Actor } from './actor.ts'
import { announceLetter } from './announce-letter.ts'
import { lockLetter } from './lock-letter.ts'
import { isOpenLetterClash } from './open-letter-clash.ts'

/** `rev` is what the caller saw (If-Match); an older one is 412 with the letter as it now is. */
export const updateLetter = async (
  services: Services,
  actor: Actor,
  id: string,
  input: RouteInput<typeof routes.updateLetter>['body'],
  rev: number | null,
): Promise<Letter> => {
  try {
    return await services.store.inCompany(actor.company_id, async trx => {
      const tables = withTables(trx)
      const letter = await lockLetter(tables, actor.company_id, id)
      if (rev !== null && rev !== letter.rev)
        throw new Failure('stale', PLATFORM_FAILURES.stale, {
          extra: { current: await findLetter(tables, actor.company_id, id) },
        })
      if (letter.status !== 'draft' || letter.delivery_state === 'queued') throw fail('letter_not_draft')
      const balance = input.balance && fromMoneyJson(input.balance)
      if (balance && balance.minor < 0n)
        throw fail('balance_zero_side', { fields: [{ path: 'balance', code: 'balance_zero_side' }] })
      await tables
        .updateTable('mutabakat.letter')
        .set({
          ...(input.balance_date !== undefined && { balance_date: input.balance_date }),
          ...(balance && { minor: balance.minor, currency: balance.currency }),
          ...(input.side !== undefined && { side: input.side }),
          ...(input.note !== undefined && { note: input.note }),
          rev: sql`rev + 1`,
        })
        .where('company_id', '=', actor.company_id)
        .where('id', '=', id)
        .execute()
      await announceLetter(services, trx, actor, id, 'mutabakat_updated')
      return (await findLetter(tables, actor.company_id, id))!
    })
  } catch (error) {
    throw isOpenLetterClash(error) ? fail('letter_open_exists', { cause: error }) : error
  }
}
