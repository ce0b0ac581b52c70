/** Finds the row of headings in a file of balances and says which column is which, whatever the ERP called it. */
import { type Cell, cellText } from './cell.ts'
import { FIELDS, type Field } from './field.ts'
import { fold } from './fold.ts'

/** The names of the project's own layout, used in the sample file and in messages. */
export const FIELD_HEADINGS: Readonly<Record<Field, string>> = {
  code: 'CariKodu',
  title: 'Unvan',
  tax_number: 'VKN_TCKN',
  tax_office: 'VergiDairesi',
  kind: 'Tip',
  contact_name: 'YetkiliKisi',
  email: 'Eposta',
  mobile: 'CepTelefonu',
  locale: 'Dil',
  date: 'MutabakatTarihi',
  balance: 'Bakiye',
  side: 'BA',
  debit_balance: 'BorcBakiye',
  credit_balance: 'AlacakBakiye',
  currency: 'ParaBirimi',
  rate: 'Kur',
  try_amount: 'TLKarsiligi',
  due_date: 'VadeTarihi',
  note: 'Aciklama',
}

/** Folded synonyms, the surest first: where two columns fit one field, the earlier name wins. ERP names are Logo, Mikro, Netsis. */
const SYNONYMS: Readonly<Record<Field, readonly string[]>> = {
  code: [
    'CARIKODU',
    'CARIKOD',
    'CARIHESAPKODU',
    'HESAPKODU',
    'MUSTERIKODU',
    'FIRMAKODU',
    'CHAKOD',
    'ACCOUNTCODE',
    'CARIHESAPNO',
    'HESAPNO',
    'CODE',
    'KOD',
    'KODU',
  ],
  title: [
    'UNVAN',
    'UNVANI',
    'CARIUNVAN',
    'CARIUNVANI',
    'FIRMAUNVANI',
    'TICARIUNVAN',
    'CARIADI',
    'CARIISIM',
    'CARIHESAPADI',
    'FIRMAADI',
    'HESAPADI',
    'MUSTERIADI',
    'DEFINITION',
    'TITLE',
    'AD',
    'ADI',
  ],
  tax_number: [
    'VKNTCKN',
    'TCKNVKN',
    'VKN',
    'TCKN',
    'VOEN',
    'VERGINO',
    'VERGINUMARASI',
    'VERGIKIMLIKNO',
    'VERGINOTCKIMLIKNO',
    'VERGITCKIMLIKNO',
    'VERGITCNO',
    'TCKIMLIKNO',
    'TAXNR',
    'TAXNUMBER',
    'TCKNO',
  ],
  tax_office: ['VERGIDAIRESI', 'VERGIDAIRE', 'VD', 'TAXOFFICE'],
  kind: ['TIP', 'TIPI', 'CARITIPI', 'CARITIP', 'HESAPTIPI', 'MST', 'TYPE'],
  contact_name: ['YETKILIKISI', 'YETKILI', 'YETKILIADI', 'ILGILIKISI', 'ILGILI', 'CONTACT', 'CONTACTNAME'],
  email: [
    'EPOSTA',
    'EPOSTAADRESI',
    'EMAIL',
    'EMAILADDR',
    'EMAILADRESI',
    'MAIL',
    'MAILADRESI',
    'MUTABAKATEPOSTA',
    'MUTABAKATMAIL',
  ],
  mobile: ['CEPTELEFONU', 'CEPTELEFON', 'CEPTEL', 'CEP', 'GSM', 'MOBIL', 'MOBILE', 'TELEFON', 'TELNRS1', 'TEL'],
  locale: ['DIL', 'LANGUAGE', 'LANG'],
  date: ['MUTABAKATTARIHI', 'BAKIYETARIHI', 'TARIH', 'TARIHI', 'BALANCEDATE', 'DATE'],
  balance: ['BAKIYE', 'BAKIYETUTARI', 'BAKIYETUTAR', 'BAKIYESI', 'CARIBAKIYE', 'BALANCE', 'TUTAR', 'AMOUNT'],
  side: ['BA', 'BORCALACAK', 'BAKIYETIPI', 'BAKIYEYONU', 'YON', 'YONU', 'SIDE'],
  debit_balance: ['BORCBAKIYE', 'BORCBAKIYESI', 'BORCLUBAKIYE', 'DEBITBALANCE'],
  credit_balance: ['ALACAKBAKIYE', 'ALACAKBAKIYESI', 'ALACAKLIBAKIYE', 'CREDITBALANCE'],
  currency: ['PARABIRIMI', 'DOVIZCINSI', 'DOVIZTURU', 'DOVIZKODU', 'DOVIZ', 'PB', 'CURRENCY', 'TRCURR', 'CHADCINS'],
  rate: ['KUR', 'DOVIZKURU', 'RATE', 'TRRATE', 'CHADKUR'],
  try_amount: ['TLKARSILIGI', 'TLKARSILIK', 'TLTUTAR', 'TLTUTARI', 'TLBAKIYE', 'YERELTUTAR'],
  due_date: ['VADETARIHI', 'VADE', 'CHAVADE', 'DUEDATE'],
  note: ['ACIKLAMA', 'NOT', 'CHAACIKLAMA', 'NOTE', 'DESCRIPTION'],
}

/** Folded name → field and how sure the name is (0 the surest). */
const BY_NAME: ReadonlyMap<string, { field: Field; rank: number }> = new Map(
  FIELDS.flatMap(field => SYNONYMS[field].map((name, rank) => [name, { field, rank }] as const)),
)

/** Titles, company names and report dates stand above the headings; beyond this many rows it is not a table of ours. */
const ROWS_LOOKED_AT = 20

export type Columns = Partial<Record<Field, number>>
export type Headings = {
  ok: true
  /** Index of the heading row in what was given; data begins on the next. */
  row: number
  columns: Columns
  /** Headings nothing here knows, as written; a second column for a field already found is among them. */
  unknown: string[]
}
export type HeadingsNotFound = {
  ok: false
  code: 'headings_not_found'
  /** The row that came nearest, or null when no row had a known heading. */
  row: number | null
  found: Field[]
  /** What a file of balances cannot do without; `balance` also stands for the pair BorcBakiye and AlacakBakiye. */
  missing: Field[]
  unknown: string[]
}

const readRow = (cells: readonly Cell[]): { columns: Columns; unknown: string[] } => {
  const taken = new Map<Field, { index: number; rank: number; text: string }>()
  const unknown: string[] = []
  cells.forEach((cell, index) => {
    const text = typeof cell === 'string' ? cellText(cell) : ''
    if (text === '') return
    const known = BY_NAME.get(fold(text))
    if (!known) {
      unknown.push(text)
      return
    }
    const other = taken.get(known.field)
    if (other && other.rank <= known.rank) {
      unknown.push(text)
      return
    }
    if (other) unknown.push(other.text)
    taken.set(known.field, { index, rank: known.rank, text })
  })
  return { columns: Object.fromEntries([...taken].map(([field, { index }]) => [field, index])), unknown }
}

/** Required: the code, the day, and the balance in one column (signed or with its side) or in the two of debit and credit. */
const missingIn = (columns: Columns): Field[] => {
  const balance =
    columns.balance !== undefined || (columns.debit_balance !== undefined && columns.credit_balance !== undefined)
  const missing: Field[] = []
  if (columns.code === undefined) missing.push('code')
  if (columns.date === undefined) missing.push('date')
  if (!balance) missing.push('balance')
  return missing
}

/** The first of the top rows that has everything required; merged titles above it are passed over. */
export const findHeadings = (rows: readonly (readonly Cell[])[]): Headings | HeadingsNotFound => {
  let nearest: { row: number; columns: Columns; unknown: string[] } | null = null
  for (const [row, cells] of rows.slice(0, ROWS_LOOKED_AT).entries()) {
    const { columns, unknown } = readRow(cells)
    if (missingIn(columns).length === 0) return { ok: true, row, columns, unknown }
    const size = Object.keys(columns).length
    if (size > 0 && size > Object.keys(nearest?.columns ?? {}).length) nearest = { row, columns, unknown }
  }
  return {
    ok: false,
    code: 'headings_not_found',
    row: nearest?.row ?? null,
    found: FIELDS.filter(field => nearest?.columns[field] !== undefined),
    missing: missingIn(nearest?.columns ?? {}),
    unknown: nearest?.unknown ?? [],
  }
}
