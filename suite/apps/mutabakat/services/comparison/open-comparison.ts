/** Who looks at a comparison from which side, and the one row that everybody who changes it takes first. */
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import { emit, type Trx } from '#platform/store'
import { type EvidenceDetail, fail, type MutabakatFailureCode, type StatementSide } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { ComparisonTable } from '../../data/statement-tables.ts'
import type { LetterTable } from '../../data/tables.ts'
import type { Actor } from '../actor.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { localeOfCompany } from '../reader-locale.ts'

/** A member is `ours`; the guest of the letter, and whoever of the linked company reads it inside, are `theirs`. */
export type Party = {
  /** In the letter's company. */
  actor: Actor
  letter_id: string
  side: StatementSide
  /** Of a guest; null for everybody else. */
  link_id: string | null
  /** What the evidence of their deeds says beside the name. */
  detail: EvidenceDetail
}

/** While the letter waits for a yes: before it there is nobody to compare with, after it all is frozen. */
const COMPARABLE: readonly LetterTable['status'][] = ['sent', 'viewed', 'rejected', 'expired']
/** Only a letter that was answered with no has a difference to agree on. */
const AGREEABLE: readonly LetterTable['status'][] = ['rejected']

export const changeRefusal = (status: LetterTable['status']): MutabakatFailureCode | null =>
  COMPARABLE.includes(status) ? null : 'comparison_closed'

export const consentRefusal = (
  status: LetterTable['status'],
  run: ComparisonTable['run_state'],
): MutabakatFailureCode | null => {
  if (!AGREEABLE.includes(status)) return changeRefusal(status) ?? 'comparison_not_rejected'
  return run === 'done' ? null : 'comparison_not_matched'
}

export type OpenComparison = {
  tables: MutabakatTrx
  letter: Selectable<LetterTable>
  comparison: Selectable<ComparisonTable>
}

/** The letter's row first, then the comparison's, made when it is the first time. */
export const lockComparison = async (trx: Trx, company_id: string, letter_id: string): Promise<OpenComparison> => {
  const tables = withTables(trx)
  const letter = await lockLetter(tables, company_id, letter_id)
  await tables
    .insertInto('mutabakat.comparison')
    .values({ letter_id: letter.id, company_id })
    .onConflict(conflict => conflict.column('letter_id').doNothing())
    .execute()
  const comparison = await tables
    .selectFrom('mutabakat.comparison')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { tables, letter, comparison }
}

/** As `lockComparison`, for a change by people: refused once the letter is frozen. */
export const lockForChange = async (trx: Trx, party: Pick<Party, 'actor' | 'letter_id'>): Promise<OpenComparison> => {
  const open = await lockComparison(trx, party.actor.company_id, party.letter_id)
  const refusal = changeRefusal(open.letter.status)
  if (refusal) throw fail(refusal)
  return open
}

/**
 * Call it last in a change: the row's new `rev`, and the event for both sides. What somebody agreed to was the list as it
 * was, so a change of the list takes both consents back unless `keepConsent`.
 */
export const touchComparison = async (
  services: Services,
  trx: Trx,
  actor: Pick<Actor, 'company_id' | 'user_id'>,
  letter: { id: string; no: string },
  set: Partial<{
    run: number
    run_state: NonNullable<ComparisonTable['run_state']>
    steps: string
    cut: number
    started_at: Date
    finished_at: Date | null
    consent_ours: string | null
    consent_theirs: string | null
  }> = {},
  { keepConsent = false } = {},
): Promise<number> => {
  const { rev } = await withTables(trx)
    .updateTable('mutabakat.comparison')
    .set(update => ({
      ...(!keepConsent && { consent_ours: null, consent_theirs: null }),
      ...set,
      rev: update('rev', '+', 1),
    }))
    .where('company_id', '=', actor.company_id)
    .where('letter_id', '=', letter.id)
    .returning('rev')
    .executeTakeFirstOrThrow()
  await emit(trx, {
    type: 'comparison_changed',
    company_id: actor.company_id,
    user_id: actor.user_id,
    data: {
      letter_id: letter.id,
      no: letter.no,
      rev,
      message: services.t(await localeOfCompany(trx, actor.company_id), 'mutabakat.events.comparison_changed', {
        no: letter.no,
      }),
    },
  })
  return rev
}
