/** Last month's forms BA and BS, a balance by due date and two confirmations, for the sample company. */
import type { LetterStatus } from '../contract/index.ts'
import { addDays, balanceOfDues, type Day, type LetterFigures, sideOfForm } from '../domain/index.ts'
import type { SampleCounterparty } from './sample-companies.ts'

/** What a letter that is no plain balance says, and how many documents a differing answer named. */
export type SampleFigures = LetterFigures & { answer_count?: number }

export type SampleCard = { id: string; company: SampleCounterparty }

export type SampleOfKind = {
  counterparty_id: string
  company: SampleCounterparty
  status: LetterStatus
  balance_date: Day
  index: number
  month: number
  figures: SampleFigures
}

/** Of each form. */
const LINES = 30
const STATUSES: LetterStatus[] = ['approved', 'sent', 'approved', 'viewed', 'draft', 'approved', 'expired', 'sent']
/** The line of each form whose other side counts one document less. */
const DIFFERING = 11

const formOf = (form: 'ba' | 'bs', index: number): SampleFigures => {
  const mixed = ((index + 3) * 2_654_435_761 + (form === 'ba' ? 97 : 0)) >>> 0
  const count = 1 + (mixed % 14)
  // Whole lira; a few below the limit of the declaration.
  const lira = index % 10 === 9 ? 1_200 + (mixed % 3_000) : 5_200 + (mixed % 240_000)
  return {
    kind: form,
    minor: BigInt(lira) * 100n,
    currency: 'TRY',
    side: sideOfForm(form),
    documents: { count, scope: 'paper' },
    dues: null,
    auditor: null,
    answer_count: count - 1,
  }
}

/** Two lines overdue, one not due yet, and a return that is owed back. */
const dueFigures = (date: Day): SampleFigures => {
  const dues = [
    { due: addDays(date, -75), minor: 4_250_000n },
    { due: addDays(date, -20), minor: 11_875_050n },
    { due: addDays(date, -5), minor: -640_000n },
    { due: addDays(date, 25), minor: 9_300_000n },
  ]
  return { kind: 'cari_vade', ...balanceOfDues(dues), currency: 'TRY', documents: null, dues, auditor: null }
}

const confirmation = (minor: bigint, side: 'B' | 'A', reference: string): SampleFigures => ({
  kind: 'teyit',
  minor,
  currency: 'TRY',
  side,
  documents: null,
  dues: null,
  auditor: {
    firm: 'Doğru Bağımsız Denetim A.Ş.',
    name: 'Selin Ertuğ',
    email: 'teyit@dogrudenetim.example',
    reference,
  },
})

/** Customers for BS, suppliers for BA, those that are both in either. */
export const sampleOfKinds = (cards: readonly SampleCard[], date: Day): SampleOfKind[] => {
  const letter = (card: SampleCard, index: number, status: LetterStatus, figures: SampleFigures): SampleOfKind => ({
    counterparty_id: card.id,
    company: card.company,
    status,
    balance_date: date,
    index,
    month: 1,
    figures,
  })
  const form = (of: 'ba' | 'bs'): SampleOfKind[] =>
    cards
      .filter(({ company }) => company.kind === 'both' || company.kind === (of === 'bs' ? 'customer' : 'supplier'))
      .slice(0, LINES)
      .map((card, index) =>
        letter(card, index, index === DIFFERING ? 'rejected' : STATUSES[index % STATUSES.length]!, formOf(of, index)),
      )
  const [first, second, third] = cards
  if (!first || !second || !third) return []
  return [
    ...form('bs'),
    ...form('ba'),
    letter(first, 1, 'sent', dueFigures(date)),
    letter(second, 2, 'sent', confirmation(48_215_075n, 'B', 'BD-2026/114')),
    letter(third, 3, 'viewed', confirmation(7_940_000n, 'A', 'BD-2026/115')),
  ]
}
