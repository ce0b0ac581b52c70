/** Saves one letter as draft. */
import type { Services } from '#platform/app'
import { fromMoneyJson, isUuid } from '#platform/contract'
import { fail, type Letter, type LetterInput } from '../contract/index.ts'
import { findLetter } from '../data/letter-details.ts'
import { withTables } from '../data/letters.ts'
import { type Actor, userIdOf } from './actor.ts'
import { announceLetter } from './announce-letter.ts'
import { isOpenLetterClash } from './open-letter-clash.ts'
import { takeNumbers } from './take-numbers.ts'

/** Refuses an unknown counterparty (404) and a second open letter of its day and currency (409). */
export const createLetter = async (services: Services, actor: Actor, input: LetterInput): Promise<Letter> => {
  const balance = fromMoneyJson(input.balance)
  if (balance.minor < 0n) throw fail('balance_zero_side', { fields: [{ path: 'balance', code: 'balance_zero_side' }] })
  try {
    return await services.store.inCompany(actor.company_id, async trx => {
      const tables = withTables(trx)
      const counterparty = isUuid(input.counterparty_id)
        ? await tables
            .selectFrom('mutabakat.counterparty')
            .select('id')
            .where('company_id', '=', actor.company_id)
            .where('id', '=', input.counterparty_id)
            .executeTakeFirst()
        : undefined
      if (!counterparty) throw fail('counterparty_not_found')
      const now = services.now()
      const [no] = await takeNumbers(tables, actor.company_id, now.getUTCFullYear(), 1)
      const id = services.id()
      await tables
        .insertInto('mutabakat.letter')
        .values({
          id,
          company_id: actor.company_id,
          no: no!,
          counterparty_id: counterparty.id,
          balance_date: input.balance_date,
          minor: balance.minor,
          currency: balance.currency,
          side: input.side,
          note: input.note,
          status: 'draft',
          sender_id: userIdOf(actor),
          sender_name: actor.name,
          created_at: now,
        })
        .execute()
      await announceLetter(services, trx, actor, id, 'mutabakat_created')
      const saved = (await findLetter(tables, actor.company_id, id))!
      await actor.remember?.(trx, saved)
      return saved
    })
  } catch (error) {
    throw isOpenLetterClash(error) ? fail('letter_open_exists', { cause: error }) : error
  }
}
