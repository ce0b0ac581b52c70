/** The letters that are there already about what a chunk of rows tells. */
import type { ImportKind, LetterKind, WrittenKind } from '../../contract/index.ts'
import { toDocuments } from '../../data/letter-columns.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import { type LetterNow, partsOf, type SignedDue } from '../../domain/index.ts'

export type ExistingLetter = LetterNow & { id: string; dues: SignedDue[] | null }

export const letterKey = (about: {
  counterparty_id: string
  kind: LetterKind
  balance_date: string
  currency: string
}): string => `${about.counterparty_id} ${about.kind} ${about.balance_date} ${about.currency}`

/** What a file of this kind writes. */
const KINDS: Readonly<Record<ImportKind, readonly WrittenKind[]>> = {
  balances: ['cari', 'cari_doviz'],
  cards: [],
  babs: ['ba', 'bs'],
  dues: ['cari_vade'],
}

/** The newest letter about each (counterparty, kind, day, currency) of the cards; locked where it may be changed. */
export const readLetters = async (
  tables: MutabakatTrx,
  company_id: string,
  kind: ImportKind,
  counterparty_ids: readonly string[],
  lock: boolean,
): Promise<Map<string, ExistingLetter>> => {
  if (counterparty_ids.length === 0) return new Map()
  const query = tables
    .selectFrom('mutabakat.letter')
    .select(['id', 'counterparty_id', 'kind', 'balance_date', 'currency', 'status', 'minor', 'side', 'delivery_state'])
    .select(['documents_count', 'documents_scope'])
    .where('company_id', '=', company_id)
    .where('counterparty_id', 'in', [...counterparty_ids])
    .where('kind', 'in', [...KINDS[kind]])
    .where('status', '!=', 'cancelled')
    .orderBy('created_at')
    .orderBy('id')
  const letters = await (lock ? query.forUpdate() : query).execute()
  const lines =
    kind === 'dues'
      ? await readLines(
          tables,
          company_id,
          letters.map(({ id }) => id),
        )
      : null
  return new Map(
    letters.map(letter => {
      const { id, status, minor, side } = letter
      const dues = lines && (lines.get(id) ?? [])
      const parts = partsOf(toDocuments(letter), dues)
      const leaving = letter.delivery_state === 'queued'
      return [letterKey(letter), { id, status, minor, side, parts, leaving, dues }]
    }),
  )
}

const readLines = async (
  tables: MutabakatTrx,
  company_id: string,
  ids: readonly string[],
): Promise<Map<string, SignedDue[]>> => {
  const byLetter = new Map<string, SignedDue[]>()
  if (ids.length === 0) return byLetter
  const lines = await tables
    .selectFrom('mutabakat.due_line')
    .select(['letter_id', 'due', 'minor'])
    .where('company_id', '=', company_id)
    .where('letter_id', 'in', [...ids])
    .orderBy('letter_id')
    .orderBy('position')
    .execute()
  for (const { letter_id, due, minor } of lines)
    byLetter.set(letter_id, [...(byLetter.get(letter_id) ?? []), { due, minor }])
  return byLetter
}
