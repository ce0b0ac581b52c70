/** Changes a draft. What was submitted or sent is frozen. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { type RouteInput, toMoneyJson } from '#platform/contract'
import { fail, type Letter, type routes } from '../../contract/index.ts'
import { readDues, writeDues } from '../../data/due-lines.ts'
import { figureColumns, toAuditor, toDocuments } from '../../data/letter-columns.ts'
import { withTables } from '../../data/letters.ts'
import { inLira, keptKind } from '../../domain/index.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { nameOfMember } from '../name-of-member.ts'
import { enterPeriod } from '../periods/open-period.ts'
import { announceLetter } from './announce-letter.ts'
import { isOpenLetterClash } from './open-letter-clash.ts'
import { showLetter } from './show-letter.ts'
import { takeFigures } from './take-figures.ts'
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
      const balance_date = input.balance_date ?? letter.balance_date
      const figures = takeFigures({
        kind: keptKind(letter.kind),
        balance_date,
        balance: input.balance ?? toMoneyJson(letter),
        side: input.side ?? letter.side,
        documents: input.documents ?? toDocuments(letter),
        dues: input.dues ?? (await readDues(tables, letter)),
        auditor: input.auditor ?? toAuditor(letter),
      })
      const { kind, currency } = figures
      if (kind !== letter.kind || balance_date !== letter.balance_date)
        await enterPeriod(services, trx, actor, { kind, balance_date })
      // A rate of one currency is none of another.
      const kept = currency === letter.currency ? letter.rate : null
      const said = [input.balance_date, input.balance, input.side, input.rate, input.documents, input.dues]
      const responsible = input.responsible_id && {
        responsible_id: input.responsible_id,
        responsible_name: await nameOfMember(trx, actor.company_id, input.responsible_id),
      }
      await tables
        .updateTable('mutabakat.letter')
        .set({
          balance_date,
          ...figureColumns(figures),
          ...inLira(figures, input.rate === undefined ? kept : input.rate),
          ...(input.style !== undefined && { style: input.style }),
          ...(input.note !== undefined && { note: input.note }),
          ...(responsible || {}),
          ...(said.some(figure => figure !== undefined) && {
            author_id: userIdOf(actor),
            author_name: actor.name,
          }),
          rev: sql`rev + 1`,
        })
        .where('company_id', '=', actor.company_id)
        .where('id', '=', id)
        .execute()
      if (input.dues) await writeDues(tables, actor.company_id, id, figures.dues)
      await announceLetter(services, trx, actor, id, 'mutabakat_updated')
      return showLetter(tables, actor, id)
    })
  } catch (error) {
    throw isOpenLetterClash(error) ? fail('letter_open_exists', { cause: error }) : error
  }
}
