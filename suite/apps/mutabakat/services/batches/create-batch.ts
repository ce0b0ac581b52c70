/** Gathers letters into a batch and plans when they go out; a copy writes its drafts first. */
import type { Services } from '#platform/app'
import { type Batch, type BatchInput, fail } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { copyLetters } from '../letters/copy-letters.ts'
import { chooseLetters } from './choose-letters.ts'
import { planBatch } from './plan-batch.ts'
import { findBatch } from './read-batches.ts'

const MOST = 10_000

/** All or nothing. Throws `batch_empty`, `batch_too_large`, and of a copy `period_not_open`. */
export const createBatch = (services: Services, actor: Actor, input: BatchInput): Promise<Batch> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const { company_id } = actor
    const chosen = (await chooseLetters(tables, company_id, input))
      .orderBy('counterparty.code')
      .orderBy('letter.id')
      .limit(MOST + 1)
      .forUpdate('letter')
    // Who gathers at the same moment is waited for by the first look; what they took is seen by the second alone, whose
    // statement begins after theirs was committed.
    await chosen.clearSelect().select('letter.id').execute()
    const found = await chosen.execute()
    if (found.length === 0) throw fail('batch_empty')
    if (found.length > MOST) throw fail('batch_too_large')
    const id = services.id()
    await tables
      .insertInto('mutabakat.batch')
      .values({
        id,
        company_id,
        title: input.title,
        owner_id: actor.user_id,
        owner_name: actor.name,
        source: JSON.stringify(input.source),
        plan: JSON.stringify(input.plan),
        state: 'gathered',
        task_id: null,
        total: found.length,
        created_at: services.now(),
      })
      .execute()
    if (input.source.kind === 'copy')
      await copyLetters(services, trx, actor, found, { batch_id: id, date: input.source.date })
    else
      await tables
        .updateTable('mutabakat.letter')
        .set({ batch_id: id })
        .where('company_id', '=', company_id)
        .where(
          'id',
          'in',
          found.map(letter => letter.id),
        )
        .execute()
    await services.audit(trx, {
      company_id,
      actor: actor.user_id,
      action: 'batch.created',
      object: { type: 'batch', id },
      new: { title: input.title, plan: input.plan, total: found.length },
    })
    await planBatch(services, trx, actor, { id, rev: 1 }, input.plan)
    const batch = await findBatch(tables, company_id, id)
    await actor.remember?.(trx, batch)
    return batch
  })
