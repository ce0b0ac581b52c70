/** Rows of a balance list as ERP exports really look: mixed dates and amounts, lost zeros, a title above, totals below. */
import { type Day, formatAmount, formatDay, type Side, signedMinor } from '../domain/index.ts'
import { makeSampleCompanies, SAMPLE_COMPANY, type SampleCounterparty } from './sample-companies.ts'
import { createSeededRandom, type SeededRandom } from './seeded-random.ts'

export type SheetCell = string | number | Date | null
export type BalanceSheetOptions = {
  rows: number /** How many of them are wrong. */
  wrong: number
  seed: number
  date: Day
}
export type BalanceSheet = {
  title: string
  headings: readonly string[]
  /** Data rows and, last, the totals row. */
  rows: SheetCell[][]
  /** Indexes into `rows` of the wrong ones, ascending. */
  wrong: number[]
}

/** The layout's headings as a bookkeeper types them; the last one is a column nothing here knows. */
export const HEADINGS = [
  ...['Cari Kodu', 'Ünvan', 'Vergi Dairesi', 'VKN / TCKN', 'Tip', 'Yetkili Kişi', 'E-Posta'],
  ...['Mutabakat Tarihi', 'Bakiye', 'B/A', 'Para Birimi', 'Kur', 'Açıklama', 'Özel Kod'],
] as const

const KIND_LETTER = { customer: 'M', supplier: 'S', both: 'T' } as const
type Balance = { minor: bigint; side: Side }

/** No-break spaces, as copied out of a report. */
const NBSP = '\u00a0'

/** Four ways ledgers write the same balance: the amount cell and the B/A cell. */
const writeBalance = (index: number, { minor, side }: Balance): [SheetCell, SheetCell] => {
  const text = formatAmount(minor, 'tr')
  if (index % 4 === 0) return [`${text} (${side})`, null]
  if (index % 4 === 1) return [Number(minor) / 100, side]
  if (index % 4 === 2) return [`${NBSP}${text}${NBSP}`, side === 'B' ? 'Borç' : 'Alacak']
  return [Number(signedMinor(minor, side)) / 100, null]
}

const writeDay = (index: number, day: Day): SheetCell => {
  if (index % 3 === 0) return new Date(`${day}T00:00:00Z`)
  return index % 3 === 1 ? formatDay(day, 'tr') : formatDay(day, 'tr').replaceAll('.', '/')
}

/** Excel keeps a number typed into a plain cell as a number, and its leading zeros are gone. */
const writeVkn = (vkn: string): SheetCell => (vkn.startsWith('0') ? Number(vkn) : vkn)

const makeBalance = (random: SeededRandom, kind: SampleCounterparty['kind']): Balance => {
  const minor = BigInt(1_000 + random.below(900_000_00)) + BigInt(random.below(10) === 0 ? 5_000_000_00 : 0)
  const usual: Side = kind === 'supplier' ? 'A' : 'B'
  return { minor, side: random.below(12) === 0 ? (usual === 'B' ? 'A' : 'B') : usual }
}

type Column = (typeof HEADINGS)[number]

/** Breaks a good row in one of three ways. */
const spoil = (row: SheetCell[], way: number, vkn: string): void => {
  const put = (column: Column, value: SheetCell): void => {
    row[HEADINGS.indexOf(column)] = value
  }
  if (way === 0) put('Mutabakat Tarihi', '31.02.2026')
  else if (way === 1) {
    put('Bakiye', '1.250')
    put('B/A', 'B')
  } else put('VKN / TCKN', `${vkn.slice(0, 9)}${(Number(vkn[9]) + 1) % 10}`)
}

/** The same options give the same rows. Wrong ones are spread evenly and take turns: date, amount, VKN. */
export const makeBalanceSheet = (options: BalanceSheetOptions): BalanceSheet => {
  const random = createSeededRandom(options.seed)
  // A group of its own: the sample company has open letters to the first one's codes.
  const companies = makeSampleCompanies(options.rows, options.seed, '02')
  const wrong = Array.from({ length: Math.min(options.wrong, options.rows) }, (_, at) =>
    Math.floor(((at + 0.5) * options.rows) / options.wrong),
  )
  let total = 0n
  const rows = companies.map((company, index): SheetCell[] => {
    const balance = makeBalance(random, company.kind)
    const foreign = index % 20 === 13
    if (!foreign) total += signedMinor(balance.minor, balance.side)
    const row: SheetCell[] = [
      ...[company.code, company.title, company.tax_office, writeVkn(company.vkn), KIND_LETTER[company.kind]],
      ...[company.contact_name, company.email, writeDay(index, options.date), ...writeBalance(index, balance)],
      ...[foreign ? 'USD' : 'TL', foreign ? '41,8250' : null, null, `${index % 5}`],
    ]
    const way = wrong.indexOf(index)
    if (way >= 0) spoil(row, way % 3, company.vkn)
    return row
  })
  const totals: SheetCell[] = HEADINGS.map(() => null)
  totals[0] = 'GENEL TOPLAM'
  totals[HEADINGS.indexOf('Bakiye')] = Number(total) / 100
  return {
    title: `${SAMPLE_COMPANY.title} – Cari bakiye listesi ${formatDay(options.date, 'tr')}`,
    headings: HEADINGS,
    rows: [...rows, totals],
    wrong,
  }
}
