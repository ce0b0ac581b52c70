/** Amounts as people of each kind of letter write them. */
import { expect, test } from 'vitest'
import { formatMoney as formatOnScreen } from '../../../web/format/format-money.ts'
import { formatLetterMoney } from './money-text.ts'
import { wordingValues } from './wording.ts'

const WHOLE = { minor: 8_421_000n, currency: 'TRY' } as const
const ODD = { minor: 8_421_050n, currency: 'TRY' } as const

test('[MU607] declarations are written in whole lira in every language, balances with their hundredths', () => {
  const said = (kind: 'ba' | 'bs' | 'cari', money: typeof WHOLE | typeof ODD) =>
    (['tr', 'en', 'az'] as const).map(locale => formatLetterMoney(kind, money, locale).replace('\u00a0', ' '))
  for (const form of ['ba', 'bs'] as const) expect(said(form, WHOLE)).toEqual(['84.210 TL', '84,210 TRY', '84.210 TRY'])
  expect(said('cari', WHOLE)).toEqual(['84.210,00 TL', '84,210.00 TRY', '84.210,00 TRY'])
  expect(said('bs', ODD)).toEqual(['84.210,50 TL', '84,210.50 TRY', '84.210,50 TRY'])
})

test('[MU607] the screens say the same of a form, with a sign in front too', () => {
  const shown = (amount: string, whole: boolean) =>
    (['tr', 'en', 'az'] as const).map(locale =>
      formatOnScreen({ amount, currency: 'TRY' }, locale, whole).replace('\u00a0', ' '),
    )
  expect(shown('84210.00', true)).toEqual(['₺84.210', '₺84,210', '84.210 ₺'])
  expect(shown('-1500.00', true)).toEqual(['-₺1.500', '-₺1,500', '-1.500 ₺'])
  expect(shown('84210.50', true)).toEqual(['₺84.210,50', '₺84,210.50', '84.210,50 ₺'])
  expect(shown('84210.00', false)[0]).toBe('₺84.210,00')
})

test('[MU607] so do the company’s own words in mails and messages', () => {
  const facts = {
    ...{ no: 'MUT-2026-000001', documents: 7, auditor: null, company: 'A', counterparty: 'B', contact_name: null },
    ...{ blank: false, reply_due: null, link: '', balance: { ...WHOLE, side: 'B' as const, date: '2026-10-31' } },
  } as const
  expect(wordingValues({ ...facts, kind: 'bs' }, 'tr').tutar).toBe('84.210\u00a0TL')
  expect(wordingValues({ ...facts, kind: 'cari' }, 'tr').tutar).toBe('84.210,00\u00a0TL')
})
