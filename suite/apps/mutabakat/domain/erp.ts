/** ERP programs recognised by the names of their columns, and what those columns are. Files come out of reports and queries. */
import type { Currency } from '#platform/contract'
import { ERPS, type Erp } from '../contract/index.ts'
import type { Field } from './field.ts'

type Preset = {
  /** Folded names nobody else uses; two of them are enough. */
  signature: readonly string[]
  /** Folded names → fields, surer than any synonym. */
  names: Readonly<Record<string, Field>>
  /** Columns that would mislead: Logo's ACTIVE is 0 for a card in use, and totals of debit are no balance. */
  ignore: readonly string[]
  /** Its numbers of currencies. */
  currencies: Readonly<Record<string, Currency>>
}

const PRESETS: Readonly<Record<Erp, Preset>> = {
  logo: {
    signature: [
      'DEFINITION',
      'TAXNR',
      'TCKNO',
      'EMAILADDR',
      'TELNRS1',
      'SPECODE',
      'INCHARGE',
      'LOGICALREF',
      'TRCURR',
      'CLIENTREF',
    ],
    names: {
      CODE: 'code',
      DEFINITION: 'title',
      TAXNR: 'tax_number',
      TCKNO: 'tckn',
      TAXOFFICE: 'tax_office',
      INCHARGE: 'contact_name',
      EMAILADDR: 'email',
      EMAILADDR2: 'email2',
      TELNRS1: 'mobile',
      SPECODE: 'group_code',
      COUNTRYCODE: 'country',
      TRCURR: 'currency',
      TRRATE: 'rate',
      DATE: 'date',
      BALANCE: 'balance',
      LINEEXP: 'note',
    },
    ignore: ['ACTIVE', 'CARDTYPE'],
    currencies: { '0': 'TRY', '160': 'TRY', '1': 'USD', '17': 'GBP', '20': 'EUR' },
  },
  mikro: {
    signature: [
      'CARIKOD',
      'CARIUNVAN1',
      'CARIUNVAN2',
      'CARIVDAIREADI',
      'CARIVDAIRENO',
      'CARICEPTEL',
      'CARIDOVIZCINSI',
      'CHAKOD',
      'CHADCINS',
      'CHAMEBLAG',
    ],
    names: {
      CARIKOD: 'code',
      CHAKOD: 'code',
      CARIUNVAN1: 'title',
      CARIVDAIREADI: 'tax_office',
      CARIVDAIRENO: 'tax_number',
      CARIEMAIL: 'email',
      CARICEPTEL: 'mobile',
      CARIGRUPKODU: 'group_code',
      CARIDOVIZCINSI: 'currency',
      CHADCINS: 'currency',
      CHADKUR: 'rate',
      CHATARIHI: 'date',
      CHAVADE: 'due_date',
      CHAACIKLAMA: 'note',
    },
    ignore: ['CHATIP', 'CHAMEBLAG', 'CARIHAREKETTIPI'],
    currencies: { '0': 'TRY', '1': 'USD', '2': 'EUR' },
  },
  netsis: {
    signature: [
      'CARIKOD',
      'CARIISIM',
      'CARITIP',
      'VERGIDAIRESI',
      'VERGINUMARASI',
      'GRUPKODU',
      'DOVIZTURU',
      'DOVIZTUTAR',
      'HAREKETTURU',
      'CARITEL',
    ],
    names: {
      CARIKOD: 'code',
      CARIISIM: 'title',
      VERGINUMARASI: 'tax_number',
      TCKIMLIKNO: 'tckn',
      VERGIDAIRESI: 'tax_office',
      CARITIP: 'kind',
      EMAIL: 'email',
      CARITEL: 'mobile',
      GRUPKODU: 'group_code',
      DOVIZTURU: 'currency',
      TARIH: 'date',
      VADETARIHI: 'due_date',
      BAKIYE: 'balance',
      ACIKLAMA: 'note',
    },
    ignore: ['BORC', 'ALACAK', 'HAREKETTURU', 'DOVIZTUTAR'],
    currencies: { '0': 'TRY' },
  },
}

/** Null for a file of no known program. Of two the one with more of its own names, and CARI_ISIM settles Netsis. */
export const recogniseErp = (names: readonly string[]): Erp | null => {
  const found = new Set(names)
  const score = (erp: Erp): number => PRESETS[erp].signature.filter(name => found.has(name)).length
  const [best] = ERPS.map(erp => ({ erp, score: score(erp) })).sort((left, right) => right.score - left.score)
  if (!best || best.score < 2) return null
  // Headings people type fold to some of Netsis's names; its name for titles is its own.
  return best.erp === 'netsis' && !found.has('CARIISIM') && !found.has('CARIKOD') ? null : best.erp
}

/** The field of a folded name, null for one to leave alone, undefined where the program says nothing. */
export const erpField = (erp: Erp, name: string): Field | null | undefined =>
  PRESETS[erp].ignore.includes(name) ? null : PRESETS[erp].names[name]

export const erpCurrency = (erp: Erp, number: string): Currency | undefined => PRESETS[erp].currencies[number]
