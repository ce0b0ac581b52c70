/** Somebody says why a line has no partner, in the place of the machine's guess. */
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { type ExplainInput, fail, type Line } from '../../contract/index.ts'
import { lockForChange, type Party, touchComparison } from './open-comparison.ts'
import { toLine } from './show-line.ts'

/** `checkSeen` throws when the line is not the one that the writer saw. */
export const explainLine = (
  services: Services,
  party: Party,
  line_id: string,
  input: ExplainInput,
  checkSeen: (line: Line) => void,
): Promise<void> =>
  services.store.inCompany(party.actor.company_id, async trx => {
    const { tables, letter } = await lockForChange(trx, party)
    if (!isUuid(line_id)) throw fail('line_not_free')
    const line = await tables
      .selectFrom('mutabakat.statement_line')
      .selectAll()
      .where('company_id', '=', party.actor.company_id)
      .where('letter_id', '=', letter.id)
      .where('id', '=', line_id)
      .where('pair_id', 'is', null)
      .executeTakeFirst()
    if (!line) throw fail('line_not_free')
    checkSeen(toLine(line))
    await tables
      .updateTable('mutabakat.statement_line')
      .set({ reason: input.reason, note: input.note, explained_by: party.actor.name })
      .where('company_id', '=', party.actor.company_id)
      .where('id', '=', line.id)
      .execute()
    await touchComparison(services, trx, party.actor, letter)
  })
