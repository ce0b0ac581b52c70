/** Finds whom the rows of a BA/BS file are about by their tax numbers, and what the company's settings say of them. */
import { fromMoneyJson } from '#platform/contract'
import type { RowFailure } from '../../data/card-tables.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import { type BabsRow, babsLimitOf, formatAmount, isMatchingKey, type LetterSource } from '../../domain/index.ts'
import { readSettings } from '../settings/read-settings.ts'
import { type ImportActor, isGood, type ReadRow } from './record-rows.ts'

type Card = { code: string; tax_number: string | null; kind: 'customer' | 'supplier' | 'both'; active: boolean }

/** A firm may have one card as a customer and one as a supplier: sales are the first's, purchases the second's. */
const rank = (card: Card, form: BabsRow['form']): number => {
  const fits = card.kind === 'both' || card.kind === (form === 'bs' ? 'customer' : 'supplier')
  return (card.active ? 0 : 2) + (fits ? 0 : 1)
}

const cardsByNumber = async (
  tables: MutabakatTrx,
  company_id: string,
  numbers: readonly string[],
): Promise<Map<string, Card[]>> => {
  if (numbers.length === 0) return new Map()
  const cards = await tables
    .selectFrom('mutabakat.counterparty')
    .select(['code', 'tax_number', 'kind', 'active'])
    .where('company_id', '=', company_id)
    .where('tax_number', 'in', [...numbers])
    .orderBy('code')
    .execute()
  return Map.groupBy(cards, ({ tax_number }) => tax_number ?? '')
}

/**
 * Rows without an account code get their card's, or their tax number as the code of a new one; rows without a scope the
 * company's. Less than the month's limit is worth a look and no error: documents outside the file count for it, too.
 */
const resolveBabs = async (
  tables: MutabakatTrx,
  company_id: string,
  rows: readonly ReadRow<BabsRow>[],
): Promise<ReadRow<BabsRow>[]> => {
  const { babs } = await readSettings(tables, company_id)
  const asked = rows.filter(isGood).flatMap(({ reading: { row } }) => {
    const { by_number, tax_number } = row
    return by_number && tax_number && isMatchingKey(tax_number) ? tax_number.value : []
  })
  const cards = await cardsByNumber(tables, company_id, [...new Set(asked)])
  return rows.map(read => {
    if (!read.reading.ok) return read
    const { row } = read.reading
    const known = row.by_number ? (cards.get(row.tax_number?.value ?? '') ?? []) : []
    const [card] = known.toSorted((left, right) => rank(left, row.form) - rank(right, row.form))
    const limit = babsLimitOf(babs.limits, row.date)
    const below: RowFailure[] =
      limit && row.minor < fromMoneyJson(limit).minor
        ? [
            {
              column: 'amount',
              code: 'babs_below_limit',
              params: { value: formatAmount(row.minor, 'tr'), limit: formatAmount(fromMoneyJson(limit).minor, 'tr') },
            },
          ]
        : []
    const documents = { count: row.documents.count, scope: row.documents.scope ?? babs.scope }
    const resolved: BabsRow = { ...row, code: card?.code ?? row.code, documents }
    return { ...read, warnings: [...read.warnings, ...below], reading: { ok: true, row: resolved } }
  })
}

/** Rows that write letters; those of a form know whom they are about only now. */
export const readyRows = async (
  tables: MutabakatTrx,
  actor: ImportActor,
  rows: readonly ReadRow[],
): Promise<readonly ReadRow<LetterSource>[]> =>
  actor.kind === 'babs'
    ? resolveBabs(tables, actor.company_id, rows as readonly ReadRow<BabsRow>[])
    : (rows as readonly ReadRow<LetterSource>[])
