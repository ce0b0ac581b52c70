/** Saves one letter as draft. */
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { fail, type Letter, type LetterInput } from '../../contract/index.ts'
import { writeDues } from '../../data/due-lines.ts'
import { figureColumns } from '../../data/letter-columns.ts'
import { withTables } from '../../data/letters.ts'
import { inLira } from '../../domain/index.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { nameOfMember } from '../name-of-member.ts'
import { enterPeriod } from '../periods/open-period.ts'
import { addEvidence } from './add-evidence.ts'
import { announceLetter } from './announce-letter.ts'
import { isOpenLetterClash } from './open-letter-clash.ts'
import { showLetter } from './show-letter.ts'
import { takeFigures } from './take-figures.ts'
import { takeNumbers } from './take-numbers.ts'

/**
 * Refuses figures that do not fit their kind (400), an unknown counterparty (404), a second open letter of its kind, day and currency (409), and a period where
 * nothing may be written any more (409). Without a responsible person it is the card's, else who writes.
 */
export const createLetter = async (services: Services, actor: Actor, input: LetterInput): Promise<Letter> => {
  const figures = takeFigures(input)
  try {
    return await services.store.inCompany(actor.company_id, async trx => {
      const tables = withTables(trx)
      const counterparty = isUuid(input.counterparty_id)
        ? await tables
            .selectFrom('mutabakat.counterparty')
            .select(['id', 'responsible_id'])
            .where('company_id', '=', actor.company_id)
            .where('id', '=', input.counterparty_id)
            .executeTakeFirst()
        : undefined
      if (!counterparty) throw fail('counterparty_not_found')
      await enterPeriod(services, trx, actor, { kind: figures.kind, balance_date: input.balance_date })
      const now = services.now()
      const responsible_id = input.responsible_id ?? counterparty.responsible_id ?? userIdOf(actor)
      const responsible_name =
        responsible_id === null || responsible_id === actor.user_id
          ? actor.name
          : await nameOfMember(trx, actor.company_id, responsible_id)
      const [no] = await takeNumbers(tables, actor.company_id, now.getUTCFullYear(), 1)
      const id = services.id()
      await tables
        .insertInto('mutabakat.letter')
        .values({
          id,
          company_id: actor.company_id,
          no: no!,
          ...figureColumns(figures),
          style: input.style,
          counterparty_id: counterparty.id,
          balance_date: input.balance_date,
          ...inLira(figures, input.rate),
          note: input.note,
          status: 'draft',
          sender_id: userIdOf(actor),
          sender_name: actor.name,
          author_id: userIdOf(actor),
          author_name: actor.name,
          responsible_id,
          responsible_name,
          created_at: now,
        })
        .execute()
      await writeDues(tables, actor.company_id, id, figures.dues)
      await addEvidence(
        services,
        trx,
        { company_id: actor.company_id, id },
        { fact: 'created', detail: { by: actor.name } },
      )
      await announceLetter(services, trx, actor, id, 'mutabakat_created')
      const saved = await showLetter(tables, actor, id)
      await actor.remember?.(trx, saved)
      return saved
    })
  } catch (error) {
    throw isOpenLetterClash(error) ? fail('letter_open_exists', { cause: error }) : error
  }
}
