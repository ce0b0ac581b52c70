/** The rows of an export, in the columns people see on screen, read in portions. */
import type { Services } from '#platform/app'
import { type Currency, type Locale, toMoneyJson } from '#platform/contract'
import type { SheetColumn, WritableCell } from '#platform/sheets'
import type { Trx } from '#platform/store'
import type { ExportKind } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'

const CHUNK = 500

const read = (trx: Trx, company_id: string, ids: readonly string[]) =>
  withTables(trx)
    .selectFrom('mutabakat.letter as letter')
    .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
    .selectAll('letter')
    .select([
      'counterparty.code as counterparty_code',
      'counterparty.title as counterparty_title',
      'counterparty.tax_number as tax_number',
      'counterparty.contact_name',
      'counterparty.address',
      'counterparty.country',
    ])
    .where('letter.company_id', '=', company_id)
    .where('letter.id', 'in', ids)
    .orderBy('letter.no')
    .orderBy('letter.version')
    .execute()

export type ExportRow = Awaited<ReturnType<typeof read>>[number]

type Words = (key: string) => string
type Column = {
  key: string
  kind?: SheetColumn['kind']
  width?: number
  value: (row: ExportRow, t: Words) => WritableCell
}

const amount = (minor: bigint | null, currency: Currency): string | null =>
  minor === null ? null : toMoneyJson({ minor, currency }).amount

const countDifference = (row: ExportRow): number | null =>
  row.answer_count === null || row.documents_count === null ? null : row.documents_count - row.answer_count

const WHO: Column[] = [
  { key: 'no', value: row => row.no },
  { key: 'version', kind: 'number', width: 8, value: row => row.version },
  { key: 'code', value: row => row.counterparty_code },
  { key: 'title', width: 40, value: row => row.counterparty_title },
  { key: 'tax_number', value: row => row.tax_number },
  { key: 'balance_date', kind: 'date', value: row => row.balance_date },
  { key: 'balance', kind: 'money', value: row => amount(row.minor, row.currency) },
  { key: 'side', width: 10, value: (row, t) => t(`side.${row.side}`) },
  { key: 'currency', width: 8, value: row => row.currency },
  { key: 'kind', value: (row, t) => t(`letter_kind.${row.kind}`) },
  { key: 'documents', kind: 'number', width: 12, value: row => row.documents_count },
]
const STATUS: Column = { key: 'status', value: (row, t) => t(`status.${row.status}`) }
const ANSWER: Column[] = [
  { key: 'answered_at', kind: 'instant', value: row => row.answered_at },
  { key: 'answered_by', width: 28, value: row => row.answer_name },
  { key: 'answer_title', value: row => row.answer_title },
  { key: 'reason', value: (row, t) => row.answer_reason && t(`reason.${row.answer_reason}`) },
  { key: 'own_balance', kind: 'money', value: row => amount(row.answer_minor, row.currency) },
  { key: 'own_side', width: 10, value: (row, t) => row.answer_side && t(`side.${row.answer_side}`) },
  { key: 'difference', kind: 'money', value: row => amount(row.difference_minor, row.currency) },
  { key: 'own_count', kind: 'number', width: 12, value: row => row.answer_count },
  { key: 'count_difference', kind: 'number', width: 12, value: row => countDifference(row) },
  { key: 'note', width: 60, value: row => row.answer_note },
]

/** What is written of letters; the declaration's list has columns of its own. */
export type LetterExport = Exclude<ExportKind, 'babs'>

const COLUMNS: Record<LetterExport, readonly Column[]> = {
  letters: [
    ...WHO,
    { key: 'try_balance', kind: 'money', value: row => amount(row.try_minor, 'TRY') },
    STATUS,
    { key: 'responsible', width: 24, value: row => row.responsible_name },
    { key: 'sender', width: 24, value: row => row.sender_name },
    { key: 'delivery', value: (row, t) => row.delivery_state && t(`delivery.${row.delivery_state}`) },
    { key: 'reply_due', kind: 'date', value: row => row.reply_due },
    { key: 'created_at', kind: 'instant', value: row => row.created_at },
    { key: 'sent_at', kind: 'instant', value: row => row.sent_at },
    { key: 'viewed_at', kind: 'instant', value: row => row.viewed_at },
    { key: 'answered_at', kind: 'instant', value: row => row.answered_at },
  ],
  answers: [...WHO, STATUS, ...ANSWER],
  differences: [...WHO, ...ANSWER],
  papers: [...WHO, STATUS, ...ANSWER],
  post: [
    { key: 'no', value: row => row.no },
    { key: 'title', width: 40, value: row => row.counterparty_title },
    { key: 'contact_name', width: 24, value: row => row.contact_name },
    { key: 'address', width: 60, value: row => row.address?.replaceAll(/\s*\n\s*/g, ', ') ?? null },
    { key: 'country', width: 8, value: row => row.country },
    { key: 'barcode', width: 20, value: () => null },
  ],
}

export const exportColumns = (services: Services, locale: Locale, kind: LetterExport): SheetColumn[] =>
  COLUMNS[kind].map(({ key, kind: form, width }) => ({
    header: services.t(locale, `mutabakat.exports.columns.${key}`),
    ...(form && { kind: form }),
    ...(width && { width }),
  }))

/** Whether a letter belongs into such an export at all. */
export const isExported = (kind: LetterExport, row: ExportRow): boolean => {
  if (kind === 'answers') return row.answer_choice !== null
  if (kind !== 'differences') return true
  return row.status === 'rejected' && (row.difference_minor !== null || Boolean(countDifference(row)))
}

export const exportCells = (services: Services, locale: Locale, kind: LetterExport, row: ExportRow): WritableCell[] =>
  COLUMNS[kind].map(column => column.value(row, key => services.t(locale, `mutabakat.${key}`)))

/** In portions of 500, each in a transaction of its own. */
export async function* readExportRows(
  services: Services,
  company_id: string,
  ids: readonly string[],
): AsyncGenerator<ExportRow[]> {
  for (let at = 0; at < ids.length; at += CHUNK)
    yield await services.store.inCompany(company_id, trx => read(trx, company_id, ids.slice(at, at + CHUNK)))
}
