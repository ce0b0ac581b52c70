/** Changes a draft. What was submitted or sent is frozen. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { fromMoneyJson, type RouteInput } from '#platform/contract'
import { fail, type Letter, type routes } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { inLira, kindOf } from '../../domain/index.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { nameOfMember } from '../name-of-member.ts'
import { enterPeriod } from '../periods/open-period.ts'
import { announceLetter } from './announce-letter.ts'
import { isOpenLetterClash } from './open-letter-clash.ts'
import { showLetter } from './show-letter.ts'
import { takeLetter } from './take-letter.ts'

/**
 * `rev` is what the caller saw (If-Match). Whoever changes figures becomes the author, so a manager who corrects a letter
 * is not the second pair of eyes on it.
 */
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
      const { letter } = await takeLetter(tables, actor, id, 'edit', rev)
      const balance = input.balance ? fromMoneyJson(input.balance) : { minor: letter.minor, currency: letter.currency }
      if (balance.minor < 0n)
        throw fail('balance_zero_side', { fields: [{ path: 'balance', code: 'balance_zero_side' }] })
      const kind = kindOf(balance.currency)
      const balance_date = input.balance_date ?? letter.balance_date
      if (kind !== letter.kind || balance_date !== letter.balance_date)
        await enterPeriod(services, trx, actor, { kind, balance_date })
      // A rate of one currency is none of another.
      const kept = balance.currency === letter.currency ? letter.rate : null
      const figures = [input.balance_date, input.balance, input.side, input.rate]
      const responsible = input.responsible_id && {
        responsible_id: input.responsible_id,
        responsible_name: await nameOfMember(trx, actor.company_id, input.responsible_id),
      }
      await tables
        .updateTable('mutabakat.letter')
        .set({
          kind,
          balance_date,
          ...balance,
          ...inLira(balance, input.rate === undefined ? kept : input.rate),
          ...(input.side !== undefined && { side: input.side }),
          ...(input.style !== undefined && { style: input.style }),
          ...(input.note !== undefined && { note: input.note }),
          ...(responsible || {}),
          ...(figures.some(figure => figure !== undefined) && {
            author_id: userIdOf(actor),
            author_name: actor.name,
          }),
          rev: sql`rev + 1`,
        })
        .where('company_id', '=', actor.company_id)
        .where('id', '=', id)
        .execute()
      await announceLetter(services, trx, actor, id, 'mutabakat_updated')
      return showLetter(tables, actor, id)
    })
  } catch (error) {
    throw isOpenLetterClash(error) ? fail('letter_open_exists', { cause: error }) : error
  }
}
