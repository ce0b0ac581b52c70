/** The counterparty's answer: once, by whoever comes first, kept with its evidence in one transaction. */
import type { Selectable } from 'kysely'
import type { Services } from '#platform/app'
import { fromMoneyJson, toMoneyJson } from '#platform/contract'
import { fail, type PortalAnswerInput, type PortalLetter } from '../../contract/index.ts'
import { toAnswer } from '../../data/letter-details.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import type { LetterTable } from '../../data/tables.ts'
import { signedMinor } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { type AnswerWay, type GivenAnswer, keepAnswer } from '../letters/keep-answer.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { notifySender } from '../letters/notify-sender.ts'
import { queueAnswerPaper } from '../proof/keep-answer-paper.ts'
import { findLink, maskAddress } from '../reach/find-link.ts'
import { readSettings } from '../settings/read-settings.ts'
import { requireGrant } from './portal-grant.ts'
import { readPortalLetter } from './read-portal.ts'

export type Visitor = { grant: string | undefined; ip: string; agent: string }

const PORTAL: AnswerWay = {
  answer_via: 'portal',
  answer_channel: null,
  answer_received_on: null,
  answer_document_id: null,
  answer_recorded_by: null,
}

/** A blank letter is answered with a figure: the two are compared, and small differences count as none. */
const judge = async (
  tables: MutabakatTrx,
  letter: Selectable<LetterTable>,
  input: PortalAnswerInput,
): Promise<GivenAnswer> => {
  const { choice, ...given } = input
  if ((choice === 'balance') !== (letter.style === 'blank'))
    throw fail('balance_asked', { fields: [{ path: 'choice', code: 'balance_asked' }] })
  if (choice !== 'balance') return { ...given, choice }
  const own = fromMoneyJson(input.own_balance!)
  const { tolerance } = await readSettings(tables, letter.company_id)
  const limit = tolerance.find(({ currency }) => currency === letter.currency)
  const between = signedMinor(letter.minor, letter.side) - signedMinor(own.minor, input.own_side!)
  const agreed = own.currency === letter.currency && absolute(between) <= (limit ? fromMoneyJson(limit).minor : 0n)
  return agreed
    ? { ...given, choice: 'agree' }
    : { ...given, choice: 'disagree', reason_code: given.reason_code ?? 'other' }
}

const absolute = (minor: bigint): bigint => (minor < 0n ? -minor : minor)

/**
 * Compare and set under the row's lock. Of two answers at one instant the second is refused with
 * `already_answered` and shown the first's answer.
 */
export const answerLetter = async (
  services: Services,
  token: string,
  visitor: Visitor,
  input: PortalAnswerInput,
): Promise<PortalLetter> => {
  const link = await findLink(services, token)
  requireGrant(services, link, visitor.grant)
  const { company_id } = link
  return services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const letter = await lockLetter(tables, company_id, link.letter_id)
    if (letter.status === 'cancelled') throw fail('link_cancelled')
    if (letter.status !== 'sent' && letter.status !== 'viewed')
      throw fail('already_answered', { extra: { answer: toAnswer(letter) } })
    const guest: Actor = { company_id, user_id: `guest:${link.id}`, name: input.name }
    const shown = await readPortalLetter(tables, link)
    const answer = await judge(tables, letter, input)
    const agreed = answer.choice === 'agree'
    const now = services.now()
    const difference = await keepAnswer(tables, letter, answer, PORTAL, now)
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
      link_id: link.id,
      document_sha256: document?.sha256 ?? null,
      // What the guest had before his eyes as he answered.
      text: JSON.stringify(shown),
      detail: {
        choice: answer.choice,
        name: input.name,
        title: input.title,
        address: maskAddress(link.address),
        ip: visitor.ip,
        agent: visitor.agent.slice(0, 300),
      },
    })
    await services.audit(trx, {
      company_id,
      actor: guest.user_id,
      action: agreed ? 'letter.approved' : 'letter.rejected',
      object: { type: 'letter', id: letter.id },
      old: { status: letter.status },
      // What an auditor asks for later: who, by which code's address, on which bytes, and where the chain then ended.
      new: {
        choice: answer.choice,
        name: input.name,
        address: link.address,
        document_sha256: document?.sha256 ?? null,
        evidence_sha256: evidence.hash,
      },
      ip: visitor.ip,
      agent: visitor.agent,
    })
    const answered = { answered_at: now.toISOString(), via: 'portal' }
    const row = agreed
      ? await announceLetter(services, trx, guest, letter.id, 'mutabakat_approved', {
          ...answered,
          approved_by: input.name,
          document_id: document?.id ?? null,
          with_correction: false,
        })
      : await announceLetter(services, trx, guest, letter.id, 'mutabakat_rejected', {
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
    return readPortalLetter(tables, link)
  })
}
