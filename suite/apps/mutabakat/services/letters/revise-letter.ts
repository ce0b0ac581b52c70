/** Replaces a rejected or expired letter by a new version of the same number; the old one keeps its answer and is frozen. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { fail, type Letter, type ReviseInput } from '../../contract/index.ts'
import { readDues, writeDues } from '../../data/due-lines.ts'
import { figureColumns, toAuditor, toDocuments } from '../../data/letter-columns.ts'
import { withTables } from '../../data/letters.ts'
import { inLira, keptKind } from '../../domain/index.ts'
import { type Actor, userIdOf } from '../actor.ts'
import { dropCalls } from '../calls/open-call.ts'
import { addEvidence } from './add-evidence.ts'
import { announceLetter } from './announce-letter.ts'
import { isOpenLetterClash } from './open-letter-clash.ts'
import { showLetter } from './show-letter.ts'
import { takeFigures } from './take-figures.ts'
import { takeLetter } from './take-letter.ts'

/** Answers the new draft. Another currency would be another letter, not another version: refused as `letter_not_revisable`. */
export const reviseLetter = async (
  services: Services,
  actor: Actor,
  id: string,
  input: ReviseInput,
  rev: number | null,
): Promise<Letter> => {
  try {
    return await services.store.inCompany(actor.company_id, async trx => {
      const tables = withTables(trx)
      const { letter: old } = await takeLetter(tables, actor, id, 'revise', rev)
      if (input.balance.currency !== old.currency) throw fail('letter_not_revisable')
      const figures = takeFigures({
        kind: keptKind(old.kind),
        balance_date: old.balance_date,
        balance: input.balance,
        side: input.side,
        documents: input.documents ?? toDocuments(old),
        dues: input.dues ?? (await readDues(tables, old)),
        auditor: input.auditor ?? toAuditor(old),
      })
      await tables
        .updateTable('mutabakat.letter')
        .set({ status: 'revised', rev: sql`rev + 1` })
        .where('company_id', '=', actor.company_id)
        .where('id', '=', id)
        .execute()
      const next = services.id()
      await tables
        .insertInto('mutabakat.letter')
        .values({
          id: next,
          company_id: actor.company_id,
          no: old.no,
          version: old.version + 1,
          previous_id: old.id,
          ...figureColumns(figures),
          style: old.style,
          counterparty_id: old.counterparty_id,
          balance_date: old.balance_date,
          ...inLira(figures, input.rate),
          note: input.note === undefined ? old.note : input.note,
          status: 'draft',
          sender_id: userIdOf(actor),
          sender_name: actor.name,
          author_id: userIdOf(actor),
          author_name: actor.name,
          responsible_id: old.responsible_id,
          responsible_name: old.responsible_name,
          created_at: services.now(),
        })
        .execute()
      await writeDues(tables, actor.company_id, next, figures.dues)
      await services.audit(trx, {
        company_id: actor.company_id,
        actor: actor.user_id,
        action: 'letter.revised',
        object: { type: 'letter', id },
        old: { version: old.version, status: old.status, minor: String(old.minor), side: old.side },
        new: { version: old.version + 1, letter_id: next, minor: String(figures.minor), side: figures.side },
      })
      const version = old.version + 1
      const by = actor.name
      const { company_id } = actor
      await addEvidence(services, trx, { company_id, id }, { fact: 'revised', detail: { by, version } })
      await addEvidence(services, trx, { company_id, id: next }, { fact: 'created', detail: { by, version } })
      await dropCalls(services, trx, actor, id)
      await announceLetter(services, trx, actor, id, 'mutabakat_updated', { version }, 'letter_revised')
      await announceLetter(services, trx, actor, next, 'mutabakat_created')
      const draft = await showLetter(tables, actor, next)
      await actor.remember?.(trx, draft)
      return draft
    })
  } catch (error) {
    throw isOpenLetterClash(error) ? fail('letter_open_exists', { cause: error }) : error
  }
}
