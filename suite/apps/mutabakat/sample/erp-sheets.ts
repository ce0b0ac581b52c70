/** Lists of cards and balances as reports and queries of ERP programs print them: their column names, numbers and habits. */
import type { Erp } from '../contract/index.ts'
import { type Day, formatAmount, formatDay, signedMinor } from '../domain/index.ts'
import { makeSampleCompanies, type SampleCounterparty } from './sample-companies.ts'
import { createSeededRandom } from './seeded-random.ts'

export type ErpSheet = { headings: readonly string[]; rows: string[][] }

type Line = { company: SampleCounterparty; minor: bigint; side: 'B' | 'A'; date: Day; mobile: string }

const CARDS: Readonly<Record<Erp, (line: Line) => Record<string, string>>> = {
  logo: ({ company, mobile }) => ({
    LOGICALREF: '4711',
    ACTIVE: '0',
    CODE: company.code,
    DEFINITION_: company.title,
    SPECODE: 'EGE',
    TAXNR: company.vkn,
    TCKNO: '',
    TAXOFFICE: company.tax_office,
    INCHARGE: company.contact_name,
    EMAILADDR: company.email,
    TELNRS1: mobile,
  }),
  mikro: ({ company, mobile }) => ({
    cari_kod: company.code,
    cari_unvan1: company.title,
    cari_unvan2: '',
    cari_vdaire_adi: company.tax_office,
    cari_vdaire_no: company.vkn,
    cari_EMail: company.email,
    cari_CepTel: mobile,
    cari_doviz_cinsi: '0',
    cari_grup_kodu: 'EGE',
  }),
  netsis: ({ company, mobile }) => ({
    CARI_KOD: company.code,
    CARI_ISIM: company.title,
    CARI_TIP: company.kind === 'supplier' ? 'S' : 'A',
    VERGI_DAIRESI: company.tax_office,
    VERGI_NUMARASI: company.vkn,
    TCKIMLIKNO: '',
    EMAIL: company.email,
    CARI_TEL: mobile,
    GRUP_KODU: 'EGE',
  }),
}

const BALANCES: Readonly<Record<Erp, (line: Line) => Record<string, string>>> = {
  logo: ({ company, minor, side, date }) => ({
    CODE: company.code,
    DEFINITION_: company.title,
    TAXNR: company.vkn,
    EMAILADDR: company.email,
    DATE_: formatDay(date, 'tr'),
    BALANCE: formatAmount(signedMinor(minor, side), 'tr'),
    TRCURR: '160',
  }),
  mikro: ({ company, minor, side, date }) => ({
    cari_kod: company.code,
    cari_unvan1: company.title,
    cha_tarihi: formatDay(date, 'tr'),
    Bakiye: `${formatAmount(minor, 'tr')} (${side})`,
    cha_d_cins: '0',
  }),
  netsis: ({ company, minor, side, date }) => ({
    CARI_KOD: company.code,
    CARI_ISIM: company.title,
    TARIH: formatDay(date, 'tr'),
    // Totals of the year: both are filled, and neither is the balance.
    BORC: formatAmount(minor + 100_000n, 'tr'),
    ALACAK: formatAmount(100_000n, 'tr'),
    BAKIYE: formatAmount(signedMinor(minor, side), 'tr'),
    DOVIZ_TURU: '0',
  }),
}

/** The same options give the same rows. */
export const makeErpSheet = (options: {
  erp: Erp
  kind: 'cards' | 'balances'
  rows: number
  seed: number
  date: Day
}): ErpSheet => {
  const random = createSeededRandom(options.seed)
  const write = (options.kind === 'cards' ? CARDS : BALANCES)[options.erp]
  const records = makeSampleCompanies(options.rows, options.seed, '05').map(company =>
    write({
      company,
      minor: BigInt(1_000 + random.below(9_000_000)),
      side: company.kind === 'supplier' ? 'A' : 'B',
      date: options.date,
      mobile: `0532 ${random.digits(3)} ${random.digits(2)} ${random.digits(2)}`,
    }),
  )
  return { headings: Object.keys(records[0] ?? {}), rows: records.map(record => Object.values(record)) }
}
