import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LETTER_STATUSES, REASON_CODES } from '../contract/index.ts'
import {
  amountInWords,
  blocksAnother,
  canMove,
  formatLetterNumber,
  isAnswered,
  isOpen,
  isReason,
  type LetterFacts,
  letterText,
  MOVES,
  movesFrom,
  numberInWords,
  otherSide,
  parseLetterNumber,
  sideForThem,
  sideForUs,
  sideLabel,
  sideOf,
  signedMinor,
} from './index.ts'

describe('states', () => {
  it('[MU51] only the moves of the table exist, and each has somebody who makes it', () => {
    const moves = LETTER_STATUSES.flatMap(from =>
      LETTER_STATUSES.filter(to => canMove(from, to)).map(to => `${from}>${to}`),
    )
    expect(moves.sort()).toEqual(
      [
        ...['draft>pending_approval', 'pending_approval>draft', 'pending_approval>ready'],
        ...['draft>sent', 'ready>sent', 'sent>viewed'],
        ...['sent>approved', 'sent>rejected', 'sent>expired'],
        ...['viewed>approved', 'viewed>rejected', 'viewed>expired'],
        ...['expired>approved', 'expired>rejected', 'rejected>revised', 'expired>revised', 'rejected>resolved'],
        ...['draft', 'pending_approval', 'ready', 'sent', 'viewed'].map(from => `${from}>cancelled`),
        ...['approved>archived', 'resolved>archived', 'expired>archived'],
      ].sort(),
    )
    for (const move of MOVES) expect(move.by.length).toBeGreaterThan(0)
  })

  it('[MU52] silence never becomes consent: no clock approves, and an approved letter only goes to the archive', () => {
    for (const from of LETTER_STATUSES) expect(canMove(from, 'approved', 'clock')).toBe(false)
    expect(canMove('draft', 'approved')).toBe(false)
    expect(movesFrom('approved')).toEqual(['archived'])
    expect(canMove('viewed', 'expired', 'clock')).toBe(true)
    expect(canMove('viewed', 'expired', 'guest')).toBe(false)
    expect(canMove('expired', 'approved', 'guest')).toBe(false)
  })

  it('[MU53] an open letter or a draft stands in the way of another, an ended one does not', () => {
    expect(LETTER_STATUSES.filter(blocksAnother)).toEqual([...['draft', 'pending_approval', 'ready', 'sent', 'viewed']])
    expect(LETTER_STATUSES.filter(isOpen)).toEqual(['sent', 'viewed'])
    expect(LETTER_STATUSES.filter(isAnswered)).toEqual(['approved', 'rejected', 'resolved'])
  })

  it('[MU54] numbers are written MUT-2026-000123 and read back, nothing else is', () => {
    expect(formatLetterNumber(2026, 123)).toBe('MUT-2026-000123')
    expect(formatLetterNumber(2026, 1_234_567)).toBe('MUT-2026-1234567')
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 9_999_999 }), (year, sequence) => {
        expect(parseLetterNumber(formatLetterNumber(year, sequence))).toEqual({ year, sequence })
      }),
    )
    for (const text of ['MUT-2026-123', 'MUT-2026-000000', 'MUT-2026-0000123', 'mut-2026-000123', 'MUT-123', ''])
      expect(parseLetterNumber(text)).toBeNull()
  })

  it('[MU55] the reasons of a difference are a closed list', () => {
    for (const reason of REASON_CODES) expect(isReason(reason)).toBe(true)
    expect(isReason('because')).toBe(false)
  })
})

describe('sides', () => {
  it('[MU56] a signed balance and amount with side are the same thing; our debit is their credit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), signed => {
        const { minor, side } = sideOf(signed)
        expect(minor >= 0n).toBe(true)
        expect(signedMinor(minor, side)).toBe(signed)
      }),
    )
    expect(otherSide('B')).toBe('A')
    expect(otherSide('A')).toBe('B')
  })

  it('[MU57] the counterparty reads who owes whom in words', () => {
    expect(sideForThem('B', 1n, 'tr')).toBe('siz bize borçlusunuz')
    expect(sideForThem('A', 1n, 'tr')).toBe('biz size borçluyuz')
    expect(sideForThem('B', 1n, 'en')).toBe('you owe us')
    expect(sideForThem('A', 1n, 'az')).toBe('biz sizə borcluyuq')
    expect(sideForThem('B', 0n, 'tr')).toBe('karşılıklı borç ve alacak yok')
    expect(sideForUs('B', 'tr')).toBe('bize borçlu')
    expect(sideLabel('A', 'az')).toBe('Kredit')
  })
})

describe('amounts in words', () => {
  it('[MU60] Turkish is one word, without "bir" before bin and yüz', () => {
    expect(amountInWords({ minor: 12543050n, currency: 'TRY' }, 'tr')).toBe(
      'yalnız yüzyirmibeşbindörtyüzotuz TL elli Kr',
    )
    expect(numberInWords(1000n, 'tr')).toBe('bin')
    expect(numberInWords(1001001n, 'tr')).toBe('birmilyonbinbir')
    expect(numberInWords(21000n, 'tr')).toBe('yirmibirbin')
    expect(numberInWords(2_100_000_000_000n, 'tr')).toBe('ikitrilyonyüzmilyar')
    expect(amountInWords({ minor: 0n, currency: 'TRY' }, 'tr')).toBe('yalnız sıfır TL')
    expect(amountInWords({ minor: 1n, currency: 'USD' }, 'tr')).toBe('yalnız sıfır ABD Doları bir Sent')
  })

  it('[MU61] Azerbaijani and English part their words', () => {
    expect(amountInWords({ minor: 12543050n, currency: 'AZN' }, 'az')).toBe(
      'yüz iyirmi beş min dörd yüz otuz manat əlli qəpik',
    )
    expect(numberInWords(1_001_200n, 'az')).toBe('bir milyon min iki yüz')
    expect(amountInWords({ minor: 12543050n, currency: 'USD' }, 'en')).toBe(
      'one hundred twenty-five thousand four hundred thirty US dollars and fifty cents only',
    )
    expect(numberInWords(1_011_000n, 'en')).toBe('one million eleven thousand')
  })

  it('[MU62] every amount the tables can hold has a name of its own', () => {
    for (const locale of ['tr', 'en', 'az'] as const) {
      expect(numberInWords(9_999_999_999_999_999n, locale).length).toBeGreaterThan(50)
      fc.assert(
        fc.property(fc.bigInt({ min: 0n, max: 10n ** 16n }), fc.bigInt({ min: 0n, max: 10n ** 16n }), (a, b) => {
          expect(numberInWords(a, locale) === numberInWords(b, locale)).toBe(a === b)
        }),
      )
    }
  })
})

const FACTS: LetterFacts = {
  title: 'Işıkoğlu Yapı Ltd. Şti.',
  tax_office: 'Kadıköy',
  tax_number: '9876543217',
  balance: { minor: 12543050n, currency: 'TRY', side: 'B', date: '2026-10-31' },
  reply_days: 10,
  contract_notice: false,
}

describe('the letter', () => {
  it('[MU63] says the balance, its meaning and the request in the customary words', () => {
    expect(letterText(FACTS, 'tr')).toMatchObject({
      heading: 'CARİ HESAP MUTABAKAT MEKTUBU',
      salutation: 'Sayın Işıkoğlu Yapı Ltd. Şti.',
      identity: '(Kadıköy / 9876543217)',
      paragraphs: [
        'Şirketimiz nezdindeki cari hesabınız 31.10.2026 tarihi itibarıyla 125.430,50\u00a0TL (yalnız yüzyirmibeşbindörtyüzotuz TL elli Kr) BORÇ bakiyesi vermektedir.',
        'BORÇ: tarafınızın şirketimize borçlu olduğunu gösterir (siz bize borçlusunuz).',
        'Bakiyede mutabık olup olmadığınızı 10 gün içinde bildirmenizi rica ederiz.',
      ],
    })
    expect(letterText({ ...FACTS, tax_office: null, tax_number: '' }, 'tr').identity).toBeNull()
    const credit = letterText({ ...FACTS, balance: { ...FACTS.balance, side: 'A' } }, 'az')
    expect(credit.paragraphs.join(' ')).toContain('biz sizə borcluyuq')
  })

  it('[MU64] the notice of TTK 94 stands third, and only with a written contract', () => {
    for (const locale of ['tr', 'en', 'az'] as const) {
      const without = letterText(FACTS, locale).notes
      const with_ = letterText({ ...FACTS, contract_notice: true }, locale).notes
      expect(without).toHaveLength(3)
      expect(with_).toHaveLength(4)
      expect(with_[2]).toContain('94')
      expect(without.join(' ')).not.toContain('94')
      expect([with_[0], with_[1], with_[3]]).toEqual(without)
    }
  })

  it('[MU65] a zero balance says that nothing is owed, and names no side', () => {
    const text = letterText({ ...FACTS, balance: { ...FACTS.balance, minor: 0n } }, 'tr').paragraphs.join(' ')
    expect(text).toContain('karşılıklı borç ve alacak yoktur')
    expect(text).not.toMatch(/BORÇ|ALACAK/)
  })
})
