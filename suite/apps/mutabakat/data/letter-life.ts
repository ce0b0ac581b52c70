/** Reading the life of one letter: its versions, its reminders, and who decided what inside the company. */
import type { Selectable } from 'kysely'
import { toMoneyJson } from '#platform/contract'
import type { Letter } from '../contract/index.ts'
import type { MutabakatTrx } from './letters.ts'
import type { LetterTable } from './tables.ts'

type Row = Selectable<LetterTable>
type Life = 'style' | 'rate' | 'author' | 'submitted' | 'decided' | 'cancel_reason' | 'archived_at'

/** numeric(18,6) comes with all its zeros: "34.500000" is 34.5. */
const plainRate = (rate: string | null): string | null => rate?.replace(/\.?0+$/, '') ?? null

const personAt = (id: string | null, name: string | null, at: Date | null) =>
  at === null ? null : { id, name: name ?? '', at: at.toISOString() }

export const toLife = (letter: Row): Pick<Letter, Life> => {
  const decided = personAt(letter.decided_by, letter.decided_name, letter.decided_at)
  return {
    style: letter.style,
    rate: plainRate(letter.rate),
    author: letter.author_name === null ? null : { id: letter.author_id, name: letter.author_name },
    submitted: personAt(letter.submitted_by, letter.submitted_name, letter.submitted_at),
    decided: decided && { ...decided, note: letter.decision_note },
    cancel_reason: letter.cancel_reason,
    archived_at: letter.archived_at?.toISOString() ?? null,
  }
}

export const findLife = async (
  trx: MutabakatTrx,
  company_id: string,
  letter: Row,
): Promise<Pick<Letter, 'versions' | 'reminders'>> => {
  const versions = await trx
    .selectFrom('mutabakat.letter')
    .select(['id', 'version', 'status', 'minor', 'currency'])
    .where('company_id', '=', company_id)
    .where('no', '=', letter.no)
    .orderBy('version', 'desc')
    .execute()
  const done = await trx
    .selectFrom('mutabakat.reminder')
    .select(['step', 'channel', 'outcome', 'asked_by', 'at'])
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter.id)
    .orderBy('at', 'desc')
    .orderBy('step', 'desc')
    .execute()
  return {
    versions: versions.map(({ id, version, status, minor, currency }) => ({
      id,
      version,
      status,
      balance: toMoneyJson({ minor, currency }),
    })),
    reminders: {
      plan: letter.reminder_plan,
      done: done.map(({ asked_by, at, ...reminder }) => ({ ...reminder, by: asked_by, at: at.toISOString() })),
    },
  }
}
