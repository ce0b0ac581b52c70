/** A member uploads a statement of either side: file, statement and job in one transaction. */
import type { Services } from '#platform/app'
import type { Locale } from '#platform/contract'
import type { Statement, StatementSide } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { keepStatement } from './keep-statement.ts'
import { findStatements } from './read-comparison.ts'

/** What is in the file is looked at by the job: the request only stores it. */
export const uploadStatement = (
  services: Services,
  actor: Actor,
  letter_id: string,
  side: StatementSide,
  file: { name: string; type: string; bytes: Buffer },
  locale: Locale,
): Promise<Statement> =>
  services.store.inCompany(actor.company_id, async trx => {
    const letter = await lockLetter(withTables(trx), actor.company_id, letter_id)
    const kept = await services.files.put(trx, {
      company_id: actor.company_id,
      owner_id: userIdOf(actor),
      name: file.name.slice(0, 200),
      type: file.type,
      bytes: file.bytes,
      kind: 'mutabakat.statement',
    })
    await keepStatement(services, trx, actor, letter.id, side, { file_id: kept.id, name: file.name })
    const statements = await findStatements(services, withTables(trx), actor.company_id, letter, locale)
    const uploaded = statements[side]!
    await actor.remember?.(trx, uploaded)
    return uploaded
  })
