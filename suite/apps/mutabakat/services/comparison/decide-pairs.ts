/** People's word on pairs: confirmed, refused, or put together by hand. */
import type { Services } from '#platform/app'
import { type DecideInput, fail, type PairInput } from '../../contract/index.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import { dayNumber, effectOf } from '../../domain/index.ts'
import { lockForChange, type Party, touchComparison } from './open-comparison.ts'

/** Ids that are not of this letter, or were refused before, are an error: somebody looks at what is no longer there. */
export const decidePairs = (services: Services, party: Party, input: DecideInput): Promise<void> =>
  services.store.inCompany(party.actor.company_id, async trx => {
    const { company_id } = party.actor
    const { tables, letter } = await lockForChange(trx, party)
    let wanted = tables
      .selectFrom('mutabakat.pair')
      .select('id')
      .where('company_id', '=', company_id)
      .where('letter_id', '=', letter.id)
      .where('state', '!=', 'refused')
    wanted = input.ids
      ? wanted.where('id', 'in', input.ids)
      : wanted.where('rule', '=', input.rule!).where('state', '=', 'proposed')
    const ids = (await wanted.execute()).map(pair => pair.id)
    if (input.ids && ids.length < new Set(input.ids).size) throw fail('pair_gone')
    if (ids.length === 0) return
    const refused = input.decision === 'refused'
    await tables
      .updateTable('mutabakat.pair')
      .set({
        state: input.decision,
        decided_by: party.actor.name,
        decided_side: party.side,
        decided_at: services.now(),
      })
      .where('company_id', '=', company_id)
      .where('id', 'in', ids)
      .execute()
    if (refused) await freeLines(tables, company_id, ids)
    await services.audit(trx, {
      company_id,
      actor: party.actor.user_id,
      action: refused ? 'match.refused' : 'match.confirmed',
      object: { type: 'letter', id: letter.id },
      new: { side: party.side, pairs: ids.length, rule: input.rule ?? null },
    })
    await touchComparison(services, trx, party.actor, letter)
  })

/** The pair remembers its lines, so that no later run proposes them to each other again. */
const freeLines = async (tables: MutabakatTrx, company_id: string, ids: string[]): Promise<void> => {
  await tables
    .updateTable('mutabakat.pair')
    .set(update => ({
      refused_lines: update
        .selectFrom('mutabakat.statement_line as line')
        .select(select => select.fn<string[]>('array_agg', ['line.id']).as('ids'))
        .whereRef('line.pair_id', '=', 'mutabakat.pair.id'),
    }))
    .where('company_id', '=', company_id)
    .where('id', 'in', ids)
    .execute()
  await tables
    .updateTable('mutabakat.statement_line')
    .set({ pair_id: null })
    .where('company_id', '=', company_id)
    .where('pair_id', 'in', ids)
    .execute()
}

/** Lines of both sides that have no partner; a difference between them is kept and shown. */
export const pairLines = (services: Services, party: Party, input: PairInput): Promise<void> =>
  services.store.inCompany(party.actor.company_id, async trx => {
    const { company_id } = party.actor
    const { tables, letter } = await lockForChange(trx, party)
    const wanted = new Set([...input.ours, ...input.theirs])
    const lines = await tables
      .selectFrom('mutabakat.statement_line')
      .selectAll()
      .where('company_id', '=', company_id)
      .where('letter_id', '=', letter.id)
      .where('id', 'in', [...wanted])
      .where('pair_id', 'is', null)
      .execute()
    const onSide = lines.every(line => (line.side === 'ours' ? input.ours : input.theirs).includes(line.id))
    if (lines.length < wanted.size || !onSide) throw fail('line_not_free')
    const days = lines.map(line => line.day).sort()
    const difference = lines.reduce((sum, line) => {
      const effect = effectOf({ debit: line.debit_minor, credit: line.credit_minor }, line.side)
      return line.side === 'ours' ? sum + effect : sum - effect
    }, 0n)
    const id = services.id()
    await tables
      .insertInto('mutabakat.pair')
      .values({
        id,
        company_id,
        letter_id: letter.id,
        rule: 'manual',
        confidence: 100,
        days: dayNumber(days.at(-1)!) - dayNumber(days[0]!),
        difference_minor: difference,
        suspicion: null,
        state: 'confirmed',
        decided_by: party.actor.name,
        decided_side: party.side,
        decided_at: services.now(),
        day: days[0]!,
      })
      .execute()
    await tables
      .updateTable('mutabakat.statement_line')
      .set({ pair_id: id })
      .where('company_id', '=', company_id)
      .where('id', 'in', [...wanted])
      .execute()
    await services.audit(trx, {
      company_id,
      actor: party.actor.user_id,
      action: 'match.made',
      object: { type: 'letter', id: letter.id },
      new: { side: party.side, lines: wanted.size },
    })
    await touchComparison(services, trx, party.actor, letter)
  })
