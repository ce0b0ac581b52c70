/** An answer of the other side, by whichever door: once, by whoever comes first, kept with its evidence in one transaction. */
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import { fromMoneyJson, toMoneyJson } from '#platform/contract'
import type { Trx } from '#platform/store'
import { type EvidenceDetail, fail, type PortalAnswerInput } from '../../contract/index.ts'
import { toAnswer } from '../../data/letter-details.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { LetterTable } from '../../data/tables.ts'
import { differenceOf, isBabs } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { followAnswer } from '../calls/follow-answer.ts'
import { queueAnswerPaper } from '../proof/keep-answer-paper.ts'
import { readSettings } from '../settings/read-settings.ts'
import { addEvidence } from './add-evidence.ts'
import { announceLetter } from './announce-letter.ts'
import { type GivenAnswer, keepAnswer } from './keep-answer.ts'
import { lockLetter } from './lock-letter.ts'
import { notifySender } from './notify-sender.ts'

/** Who answers, by which door, and what of it is kept as evidence. */
export type Answering = {
  /** In the company that asked. */
  actor: Actor
  letter_id: string
  via: 'portal' | 'mirror'
  link_id: string | null
  /** What stood before their eyes as they answered. */
  shown: { statements: readonly unknown[] }
  detail: EvidenceDetail
  /** What an auditor asks for later: who, and how we know. */
  record: Record<string, string | null>
  ip: string | null
  agent: string | null
}

/**
 * A blank letter is answered with figures: the two sides' are compared, and small differences of amounts count as none;
 * documents of BA and BS have to be as many.
 */
const judge = async (
  tables: MutabakatTrx,
  letter: Selectable<LetterTable>,
  input: PortalAnswerInput,
): Promise<GivenAnswer> => {
  const { choice, ...given } = input
  if ((choice === 'balance') !== (letter.style === 'blank'))
    throw fail('balance_asked', { fields: [{ path: 'choice', code: 'balance_asked' }] })
  if (choice !== 'balance') return { ...given, choice }
  const asksCount = isBabs(letter.kind)
  if (asksCount && input.own_count === null)
    throw fail('count_required', { fields: [{ path: 'own_count', code: 'count_required' }] })
  const own = fromMoneyJson(input.own_balance!)
  const { tolerance } = await readSettings(tables, letter.company_id)
  const limit = tolerance.find(({ currency }) => currency === letter.currency)
  const between = differenceOf(letter, { minor: own.minor, side: input.own_side! })
  const agreed =
    own.currency === letter.currency &&
    absolute(between) <= (limit ? fromMoneyJson(limit).minor : 0n) &&
    (!asksCount || input.own_count === letter.documents_count)
  return agreed
    ? { ...given, choice: 'agree' }
    : { ...given, choice: 'disagree', reason_code: given.reason_code ?? 'other' }
}

const absolute = (minor: bigint): bigint => (minor < 0n ? -minor : minor)

/**
 * Compare and set under the row's lock. Of two answers at one instant the second is refused with
 * `already_answered` and shown the first's answer.
 */
export const takeAnswer = async (
  services: Services,
  trx: Trx,
  { actor, letter_id, via, link_id, shown, detail, record, ip, agent }: Answering,
  input: PortalAnswerInput,
): Promise<void> => {
  const { company_id } = actor
  const tables = withTables(trx)
  const letter = await lockLetter(tables, company_id, letter_id)
  if (letter.status === 'cancelled') throw fail('link_cancelled')
  if (letter.status !== 'sent' && letter.status !== 'viewed')
    throw fail('already_answered', { extra: { answer: toAnswer(letter) } })
  const answer = await judge(tables, letter, input)
  const agreed = answer.choice === 'agree'
  const now = services.now()
  const way = {
    answer_via: via,
    answer_channel: null,
    answer_received_on: null,
    answer_document_id: null,
    answer_recorded_by: null,
  }
  const difference = await keepAnswer(tables, letter, answer, way, now)
  await followAnswer(services, trx, actor, letter, answer.choice)
  const document = await tables
    .selectFrom('mutabakat.document')
    .select(['id', 'sha256'])
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter.id)
    .where('kind', '=', 'letter')
    .where('version', '=', 1)
    .executeTakeFirst()
  const evidence = await addEvidence(services, trx, letter, {
    fact: 'answered',
    link_id,
    document_sha256: document?.sha256 ?? null,
    text: JSON.stringify(shown),
    detail: { choice: answer.choice, name: input.name, title: input.title, ...detail },
  })
  await services.audit(trx, {
    company_id,
    actor: actor.user_id,
    action: agreed ? 'letter.approved' : 'letter.rejected',
    object: { type: 'letter', id: letter.id },
    old: { status: letter.status },
    // On which bytes, and where the chain then ended.
    new: {
      choice: answer.choice,
      name: input.name,
      ...record,
      document_sha256: document?.sha256 ?? null,
      evidence_sha256: evidence.hash,
    },
    ip,
    agent,
  })
  const answered = { answered_at: now.toISOString(), via }
  const row = agreed
    ? await announceLetter(services, trx, actor, letter.id, 'mutabakat_approved', {
        ...answered,
        approved_by: input.name,
        document_id: document?.id ?? null,
        with_correction: false,
      })
    : await announceLetter(services, trx, actor, letter.id, 'mutabakat_rejected', {
        ...answered,
        rejected_by: input.name,
        reason_code: answer.reason_code,
        note: answer.note,
        own_amount: answer.own_balance?.amount ?? null,
        difference: difference === null ? null : toMoneyJson({ minor: difference, currency: letter.currency }),
        has_statement: shown.statements.length > 0,
      })
  await queueAnswerPaper(services, trx, letter)
  await notifySender(services, trx, row, {
    kind: agreed ? 'mutabakat_approved' : 'mutabakat_rejected',
    level: agreed ? 'success' : 'warning',
    params: { name: input.name },
  })
}
