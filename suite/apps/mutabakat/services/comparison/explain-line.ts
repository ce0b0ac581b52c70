/** Somebody says why a line has no partner, in the place of the machine's guess. */
import type { Services } from '#platform/app'
import { isUuid } from '#platform/contract'
import { type ExplainInput, fail } from '../../contract/index.ts'
import { lockForChange, type Party, touchComparison } from './open-comparison.ts'

export const explainLine = (services: Services, party: Party, line_id: string, input: ExplainInput): Promise<void> =>
  services.store.inCompany(party.actor.company_id, async trx => {
    const { tables, letter } = await lockForChange(trx, party)
    if (!isUuid(line_id)) throw fail('line_not_free')
    const { numUpdatedRows } = await tables
      .updateTable('mutabakat.statement_line')
      .set({ reason: input.reason, note: input.note, explained_by: party.actor.name })
      .where('company_id', '=', party.actor.company_id)
      .where('letter_id', '=', letter.id)
      .where('id', '=', line_id)
      .where('pair_id', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw fail('line_not_free')
    await touchComparison(services, trx, party.actor, letter)
  })
