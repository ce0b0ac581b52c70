/** Finds the headings of an account statement, whichever program wrote it. */
import { type Cell, cellText } from '../cell.ts'
import { fold } from '../fold.ts'

export const STATEMENT_FIELDS = [
  'code',
  'date',
  'due',
  'document_type',
  'series',
  'sequence',
  'number',
  'description',
  'debit',
  'credit',
  'amount',
  'side',
  'currency',
  'fx_amount',
] as const
export type StatementField = (typeof STATEMENT_FIELDS)[number]

/** The names of the project's own layout, used in the sample file and in messages. */
export const STATEMENT_HEADINGS: Readonly<Record<StatementField, string>> = {
  code: 'CariKodu',
  date: 'Tarih',
  due: 'Vade',
  document_type: 'EvrakTipi',
  series: 'EvrakSeri',
  sequence: 'EvrakSira',
  number: 'EvrakNo',
  description: 'Aciklama',
  debit: 'Borc',
  credit: 'Alacak',
  amount: 'Tutar',
  side: 'BA',
  currency: 'ParaBirimi',
  fx_amount: 'DovizTutar',
}

/** Folded synonyms, the surest first; Logo, Mikro and Netsis among them. */
const SYNONYMS: Readonly<Record<StatementField, readonly string[]>> = {
  code: ['CARIKODU', 'CARIKOD', 'CARIHESAPKODU', 'HESAPKODU', 'CHAKOD', 'CLIENTCODE', 'ACCOUNTCODE'],
  date: ['TARIH', 'TARIHI', 'ISLEMTARIHI', 'FISTARIHI', 'EVRAKTARIHI', 'BELGETARIHI', 'CHATARIHI', 'DATE', 'TARIX'],
  due: ['VADE', 'VADETARIHI', 'CHAVADE', 'DUEDATE'],
  document_type: [
    'EVRAKTIPI',
    'EVRAKTURU',
    'BELGETURU',
    'BELGETIPI',
    'FISTURU',
    'ISLEMTURU',
    'HAREKETTURU',
    'CHAEVRAKTIP',
    'TRCODE',
    'DOCUMENTTYPE',
    'TYPE',
  ],
  series: ['EVRAKSERI', 'EVRAKNOSERI', 'CHAEVRAKNOSERI', 'SERI', 'SERINO', 'SERIES'],
  sequence: ['EVRAKSIRA', 'EVRAKNOSIRA', 'CHAEVRAKNOSIRA', 'SIRANO', 'SIRA'],
  number: [
    'EVRAKNO',
    'BELGENO',
    'FATURANO',
    'CHABELGENO',
    'DOCODE',
    'DOCUMENTNO',
    'DOCUMENTNUMBER',
    'FISNO',
    'TRANNO',
    'MAKBUZNO',
    'SENEDNO',
  ],
  description: ['ACIKLAMA', 'ACIKLAMASI', 'LINEEXP', 'CHAACIKLAMA', 'IZAHAT', 'DESCRIPTION', 'TESVIR'],
  debit: ['BORC', 'BORCTUTARI', 'BORCTUTAR', 'BORCTL', 'DEBIT', 'DEBET'],
  credit: ['ALACAK', 'ALACAKTUTARI', 'ALACAKTUTAR', 'ALACAKTL', 'CREDIT', 'KREDIT'],
  amount: ['TUTAR', 'TUTARI', 'MEBLAG', 'CHAMEBLAG', 'AMOUNT', 'MEBLEG'],
  side: ['BA', 'BORCALACAK', 'CHATIP', 'SIGN', 'YON', 'SIDE', 'DC'],
  currency: ['PARABIRIMI', 'DOVIZCINSI', 'DOVIZTURU', 'DOVIZKODU', 'DOVIZ', 'PB', 'CHADCINS', 'TRCURR', 'CURRENCY'],
  fx_amount: ['DOVIZTUTAR', 'DOVIZTUTARI', 'DOVIZLITUTAR', 'TRNET', 'FXAMOUNT'],
}

const BY_NAME: ReadonlyMap<string, { field: StatementField; rank: number }> = new Map(
  STATEMENT_FIELDS.flatMap(field => SYNONYMS[field].map((name, rank) => [name, { field, rank }] as const)),
)

export type StatementColumns = Partial<Record<StatementField, number>>

/** Titles and the name of the account stand above the headings; beyond this many rows it is no statement. */
export const STATEMENT_HEADING_ROWS = 20

const columnsOf = (cells: readonly Cell[]): StatementColumns => {
  const taken = new Map<StatementField, { index: number; rank: number }>()
  cells.forEach((cell, index) => {
    const known = typeof cell === 'string' ? BY_NAME.get(fold(cellText(cell))) : undefined
    if (!known) return
    const other = taken.get(known.field)
    if (!other || known.rank < other.rank) taken.set(known.field, { index, rank: known.rank })
  })
  return Object.fromEntries([...taken].map(([field, { index }]) => [field, index]))
}

/** A day, and an amount in two columns or in one with its side. */
const missingIn = (columns: StatementColumns): StatementField[] => {
  const missing: StatementField[] = []
  if (columns.date === undefined) missing.push('date')
  const paired = columns.debit !== undefined && columns.credit !== undefined
  const sided = columns.amount !== undefined && columns.side !== undefined
  if (!paired && !sided) missing.push('debit', 'credit')
  return missing
}

export type StatementHeadings =
  | { ok: true /** Index of the heading row in what was given. */; row: number; columns: StatementColumns }
  | { ok: false; missing: StatementField[] }

/** The first of the top rows that has everything required. */
export const findStatementHeadings = (rows: readonly (readonly Cell[])[]): StatementHeadings => {
  let fewest: StatementField[] = ['date', 'debit', 'credit']
  for (const [row, cells] of rows.slice(0, STATEMENT_HEADING_ROWS).entries()) {
    const columns = columnsOf(cells)
    const missing = missingIn(columns)
    if (missing.length === 0) return { ok: true, row, columns }
    if (missing.length < fewest.length) fewest = missing
  }
  return { ok: false, missing: fewest }
}
