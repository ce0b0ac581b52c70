import { expect, it } from 'vitest'
import { letterInput, type WrittenKind } from '../../contract/index.ts'
import { bodyOf, emptyFields, type LetterFields, letterFields, sumOf } from './letter-fields.ts'

const filled = (kind: WrittenKind, part: Partial<LetterFields> = {}): LetterFields => ({
  ...emptyFields('2026-10-31', kind),
  counterparty_id: 'card',
  amount: '1250.00',
  count: 7,
  dues: [
    { due: '2026-11-30', amount: '1000.00', side: 'B' },
    { due: '2026-12-31', amount: '1500.00', side: 'A' },
  ],
  auditor: { firm: ' Ege Denetim ', name: 'Nur Ak', email: 'nur@ege.example', reference: '' },
  ...part,
})

const faultsOf = (value: LetterFields): string[] => {
  const parsed = letterFields.safeParse(value)
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}

const bodyOfKind = (kind: WrittenKind, part: Partial<LetterFields> = {}) =>
  letterInput.parse({ ...bodyOf(filled(kind, part), 'all'), kind, counterparty_id: 'card' })

it('[MU493] a form becomes what its kind asks for, and nothing that it does not', () => {
  expect(bodyOfKind('bs')).toMatchObject({
    balance_date: '2026-10-31',
    balance: { amount: '1250.00', currency: 'TRY' },
    side: 'B',
    documents: { count: 7, scope: 'all' },
    dues: null,
    auditor: null,
    rate: null,
  })
  expect(bodyOfKind('ba', { scope: 'paper', currency: 'USD' })).toMatchObject({
    balance: { currency: 'TRY' },
    side: 'A',
    documents: { scope: 'paper' },
  })
  expect(bodyOfKind('cari_vade')).toMatchObject({
    balance: { amount: '500.00', currency: 'TRY' },
    side: 'A',
    dues: [{ due: '2026-11-30', balance: { amount: '1000.00', currency: 'TRY' }, side: 'B' }, { side: 'A' }],
    documents: null,
  })
  expect(bodyOfKind('teyit', { currency: 'EUR', rate: '48,15' })).toMatchObject({
    balance: { currency: 'EUR' },
    rate: '48.15',
    auditor: { firm: 'Ege Denetim', reference: null },
    dues: null,
  })
  // What another kind had typed is not taken along.
  expect(bodyOfKind('cari', { currency: 'USD', rate: '40' })).toMatchObject({
    balance: { currency: 'TRY' },
    rate: null,
    documents: null,
    dues: null,
    auditor: null,
  })
})

it('[MU493] only fields that stand on the form are asked for', () => {
  for (const kind of ['cari', 'cari_doviz', 'cari_vade', 'ba', 'bs', 'teyit'] as const)
    expect(faultsOf(filled(kind))).toEqual([])
  const bare = { amount: '', count: null, auditor: emptyFields('2026-10-31').auditor, dues: emptyFields('').dues }
  expect(faultsOf(filled('cari', bare))).toEqual(['amount required'])
  expect(faultsOf(filled('bs', bare))).toEqual(['count required', 'amount required'])
  expect(faultsOf(filled('cari_vade', bare))).toEqual(['dues.0.due required', 'dues.0.amount required'])
  expect(faultsOf(filled('teyit', bare))).toEqual([
    'amount required',
    'auditor.firm required',
    'auditor.name required',
    'auditor.email email',
  ])
  expect(faultsOf(filled('ba', { amount: '12.50' }))).toEqual(['amount not_whole'])
  expect(faultsOf(filled('cari_doviz', { currency: 'USD', rate: 'kırk' }))).toEqual(['rate invalid'])
  expect(faultsOf(filled('cari', { rate: 'kırk' }))).toEqual([])
})

it('[MU493] the balance of due dates is their signed sum', () => {
  expect(sumOf(filled('cari_vade'))).toEqual({ amount: '500.00', side: 'A' })
  expect(sumOf(filled('cari_vade', { dues: [] }))).toEqual({ amount: '0.00', side: 'B' })
})
