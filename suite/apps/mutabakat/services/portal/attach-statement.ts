/** The counterparty attaches a statement of account; it is judged by its bytes and kept as a paper of the letter. */
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Services } from '#platform/app'
import { acceptUpload } from '#platform/files'
import { fail, type PortalLetter } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { isOpen } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { keepStatement } from '../comparison/keep-statement.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { announceLetter } from '../letters/announce-letter.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { notifySender } from '../letters/notify-sender.ts'
import { keepPaper } from '../proof/keep-paper.ts'
import { findLink } from '../reach/find-link.ts'
import { requireGrant } from './portal-grant.ts'
import { MAX_STATEMENTS, readPortalLetter } from './read-portal.ts'

const TYPES = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
] as const

/** `open` is asked for the file only once the guest may send one: nobody else gets to send megabytes. */
export const attachStatement = async (
  services: Services,
  token: string,
  grant: string | undefined,
  open: () => Promise<{ name: string; stream: Readable }>,
): Promise<PortalLetter> => {
  const link = await findLink(services, token)
  requireGrant(services, link, grant)
  const { company_id } = link
  const { name, stream } = await open()
  const accepted = await acceptUpload(stream)
  if (!TYPES.some(type => type === accepted.type)) throw fail('statement_refused')
  const bytes = Buffer.isBuffer(accepted.bytes) ? accepted.bytes : await buffer(accepted.bytes)
  const guest: Actor = { company_id, user_id: `guest:${link.id}`, name: link.contact_name ?? link.address }
  return services.store.inCompany(company_id, async trx => {
    const tables = withTables(trx)
    const letter = await lockLetter(tables, company_id, link.letter_id)
    if (!isOpen(letter.status) && letter.status !== 'rejected') throw fail('portal_closed')
    const kept = await keepPaper(services, trx, {
      company_id,
      letter_id: letter.id,
      kind: 'statement',
      level: 'L0',
      name: name.slice(0, 200),
      type: accepted.type,
      bytes,
    })
    if (kept.version > MAX_STATEMENTS) throw fail('statements_full', { params: { max: MAX_STATEMENTS } })
    const told = { file: name.slice(0, 200), size: bytes.length }
    await addEvidence(services, trx, letter, {
      fact: 'statement_uploaded',
      link_id: link.id,
      detail: told,
      document_sha256: kept.sha256,
    })
    // Lines can be compared, and whoever keeps them writes the audit; of a PDF none can be read.
    if (accepted.type === 'application/pdf')
      await services.audit(trx, {
        ...{
          company_id,
          actor: guest.user_id,
          action: 'statement.uploaded',
          object: { type: 'letter', id: letter.id },
        },
        new: { ...told, sha256: kept.sha256 },
      })
    else await keepStatement(services, trx, guest, letter.id, 'theirs', { file_id: kept.file_id, name })
    const row = await announceLetter(services, trx, guest, letter.id, 'mutabakat_updated', told, 'mutabakat_statement')
    await notifySender(services, trx, row, {
      kind: 'mutabakat_statement',
      level: 'info',
      onlySender: true,
      params: { file: told.file },
    })
    return readPortalLetter(tables, link)
  })
}
