/** Writes down an answer that came on paper, by KEP or by mail: with its scan, by name, and shown as recorded (L0). */
import { randomBytes } from 'node:crypto'
import type { Services } from '#platform/app'
import { isUuid, toMoneyJson } from '#platform/contract'
import { fail, type Letter, type RecordedAnswerInput } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import type { Actor } from '../actor.ts'
import { followAnswer } from '../calls/follow-answer.ts'
import { queueAnswerPaper } from '../proof/keep-answer-paper.ts'
import { addEvidence } from './add-evidence.ts'
import { announceLetter } from './announce-letter.ts'
import { keepAnswer } from './keep-answer.ts'
import { notifySender } from './notify-sender.ts'
import { showLetter } from './show-letter.ts'
import { takeLetter } from './take-letter.ts'

/** Throws `file_not_found` for a file that is not an upload of this company. */
export const recordAnswer = (
  services: Services,
  actor: Actor,
  id: string,
  input: RecordedAnswerInput,
  rev: number | null,
): Promise<Letter> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const { company_id } = actor
    const { letter } = await takeLetter(tables, actor, id, 'record_answer', rev)
    const file = isUuid(input.file_id)
      ? await trx
          .selectFrom('platform.file')
          .select(['id', 'sha256', 'size'])
          .where('company_id', '=', company_id)
          .where('id', '=', input.file_id)
          .where('kind', '=', 'upload')
          .executeTakeFirst()
      : undefined
    if (!file) throw fail('file_not_found', { fields: [{ path: 'file_id', code: 'file_not_found' }] })
    const now = services.now()
    const document_id = services.id()
    await tables
      .insertInto('mutabakat.document')
      .values({
        id: document_id,
        company_id,
        letter_id: id,
        kind: 'recorded',
        level: 'L0',
        file_id: file.id,
        sha256: file.sha256,
        size: Number(file.size),
        verify_code: randomBytes(16).toString('base64url'),
        certificate_id: null,
        created_at: now,
      })
      .execute()
    const way = {
      answer_via: 'recorded' as const,
      answer_channel: input.channel,
      answer_received_on: input.received_on,
      answer_document_id: document_id,
      answer_recorded_by: actor.name,
    }
    const difference = await keepAnswer(tables, letter, input, way, now)
    await followAnswer(services, trx, actor, letter, input.choice)
    const agreed = input.choice === 'agree'
    await services.audit(trx, {
      company_id,
      actor: actor.user_id,
      action: agreed ? 'letter.approved' : 'letter.rejected',
      object: { type: 'letter', id },
      old: { status: letter.status },
      new: {
        via: 'recorded',
        choice: input.choice,
        name: input.name,
        channel: input.channel,
        received_on: input.received_on,
        file_id: file.id,
        file_sha256: file.sha256,
      },
    })
    await addEvidence(services, trx, letter, {
      fact: 'recorded',
      document_sha256: file.sha256,
      detail: { by: actor.name, choice: input.choice, name: input.name, channel: input.channel },
    })
    const answered = { answered_at: now.toISOString(), via: 'recorded' }
    const row = agreed
      ? await announceLetter(services, trx, actor, id, 'mutabakat_approved', {
          ...answered,
          approved_by: input.name,
          document_id,
          with_correction: false,
        })
      : await announceLetter(services, trx, actor, id, 'mutabakat_rejected', {
          ...answered,
          rejected_by: input.name,
          reason_code: input.reason_code,
          note: input.note,
          own_amount: input.own_balance?.amount ?? null,
          difference: difference === null ? null : toMoneyJson({ minor: difference, currency: letter.currency }),
          has_statement: false,
        })
    await notifySender(services, trx, row, {
      kind: agreed ? 'mutabakat_approved' : 'mutabakat_rejected',
      level: agreed ? 'success' : 'warning',
      params: { name: input.name },
    })
    await queueAnswerPaper(services, trx, letter)
    const shown = await showLetter(tables, actor, id)
    await actor.remember?.(trx, shown)
    return shown
  })
