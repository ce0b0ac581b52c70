/** The other side's statement, by whichever door it came: kept as a paper of the letter with its evidence, read, and told. */
import type { Services } from '#platform/app'
import type { Trx } from '#platform/store'
import { type EvidenceDetail, fail } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { isOpen } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { notifySender } from '../letters/notify-sender.ts'
import { keepPaper } from '../proof/keep-paper.ts'
import { keepStatement } from './keep-statement.ts'

export const MAX_STATEMENTS = 5

const TYPES = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
] as const

export type GivenStatement = {
  /** In the company that asked. */
  actor: Actor
  letter_id: string
  link_id: string | null
  /** What the evidence says beside file and size. */
  detail: EvidenceDetail
  name: string
  /** As it was judged by its bytes. */
  type: string
  bytes: Buffer
}

/** Before the letter is locked: nothing else can be read or shown. Throws `statement_refused`. */
export const checkStatementType = (type: string): void => {
  if (!TYPES.some(one => one === type)) throw fail('statement_refused')
}

/** In the transaction of the caller, inside the letter's company. Throws `portal_closed`, `statements_full`. */
export const takeStatement = async (services: Services, trx: Trx, given: GivenStatement): Promise<void> => {
  const { actor, type, bytes, link_id } = given
  const { company_id } = actor
  const name = given.name.slice(0, 200)
  const letter = await lockLetter(withTables(trx), company_id, given.letter_id)
  if (!isOpen(letter.status) && letter.status !== 'rejected') throw fail('portal_closed')
  const kept = await keepPaper(services, trx, {
    company_id,
    letter_id: letter.id,
    kind: 'statement',
    level: 'L0',
    name,
    type,
    bytes,
  })
  if (kept.version > MAX_STATEMENTS) throw fail('statements_full', { params: { max: MAX_STATEMENTS } })
  const told = { file: name, size: bytes.length }
  await addEvidence(services, trx, letter, {
    fact: 'statement_uploaded',
    link_id,
    detail: { ...told, ...given.detail },
    document_sha256: kept.sha256,
  })
  // Lines can be compared, and whoever keeps them writes the audit; of a PDF none can be read.
  if (type === 'application/pdf')
    await services.audit(trx, {
      ...{
        company_id,
        actor: actor.user_id,
        action: 'statement.uploaded',
        object: { type: 'letter', id: letter.id },
      },
      new: { ...told, sha256: kept.sha256 },
    })
  else await keepStatement(services, trx, actor, letter.id, 'theirs', { file_id: kept.file_id, name })
  const row = await announceLetter(services, trx, actor, letter.id, 'mutabakat_updated', told, 'mutabakat_statement')
  await notifySender(services, trx, row, {
    kind: 'mutabakat_statement',
    level: 'info',
    onlySender: true,
    params: { file: told.file },
  })
}
