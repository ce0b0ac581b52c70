import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LETTER_STATUSES, LETTER_STYLES, REASON_CODES } from '../contract/index.ts'
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
  kind: 'cari',
  style: 'positive',
  documents: null,
  auditor: null,
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

  it('[MU470] BA and BS say whose form is compared with whose, in figures and words; theirs is never ours', () => {
    const babs = {
      ...FACTS,
      kind: 'bs',
      balance: { minor: 8_421_000n, currency: 'TRY', side: 'B', date: '2026-10-31' },
      documents: { count: 7, scope: 'paper' },
      contract_notice: true,
    } as const
    const sales = letterText(babs, 'tr')
    expect(sales.heading).toBe('FORM BS (SATIŞ) MUTABAKAT MEKTUBU')
    expect(sales.paragraphs).toEqual([
      '2026/10 dönemine ait Form BS (satış) bildirimimizde firmanıza düzenlenen 7 (yedi) adet belge, KDV hariç 84.210\u00a0TL’dir (yalnız seksendörtbinikiyüzon TL).',
      'Bizim Form BS (satış) bildirimimiz, sizin aynı döneme ait Form BA (alış) bildiriminizle karşılaştırılır.',
      'Belge sayısı ve tutar yalnızca kâğıt belgeleri kapsar; elektronik belgeler dâhil değildir.',
      'Form BA (alış) kayıtlarınızla mutabık olup olmadığınızı 10 gün içinde bildirmenizi rica ederiz.',
    ])
    // A declaration is no account: the notice of TTK 94 stays away, whatever the card says.
    expect(sales.notes.join(' ')).not.toContain('94')
    for (const locale of ['tr', 'en', 'az'] as const) {
      const purchases = letterText({ ...babs, kind: 'ba', documents: { count: 3, scope: 'all' } }, locale)
      const [told = '', compared = '', scope, request] = purchases.paragraphs
      expect([told.includes('Form BA'), told.includes('Form BS')]).toEqual([true, false])
      expect(compared.indexOf('Form BA')).toBeLessThan(compared.indexOf('Form BS'))
      expect(request).toContain('Form BS')
      expect(request).not.toContain('Form BA')
      expect(scope).not.toBe(letterText({ ...babs, kind: 'ba' }, locale).paragraphs[2])
      const blank = letterText({ ...babs, style: 'blank' }, locale).paragraphs.join(' ')
      expect(blank).not.toMatch(/84[.,]210|7 \(/)
      expect(blank).toContain('Form BA')
    }
  })

  it('[MU471] a confirmation names the auditor who asks and where a copy of the answer goes', () => {
    const teyit = {
      ...FACTS,
      kind: 'teyit',
      contract_notice: true,
      auditor: { firm: 'Ege Bağımsız Denetim A.Ş.', name: 'Nur Ak', email: 'nur@ege.example', reference: 'D-17' },
    } as const
    for (const locale of ['tr', 'en', 'az'] as const) {
      const text = letterText(teyit, locale)
      expect(text.opening.join(' ')).toContain('Ege Bağımsız Denetim A.Ş.')
      expect(text.paragraphs.join(' ')).toContain('Ege Bağımsız Denetim A.Ş., Nur Ak, nur@ege.example')
      expect(text.paragraphs.at(-1)).toContain('D-17')
      expect(text.notes.join(' ')).not.toContain('94')
      expect(letterText({ ...teyit, auditor: { ...teyit.auditor, reference: null } }, locale).paragraphs).toHaveLength(
        4,
      )
    }
  })

  it('[MU472] each style asks in its own way: for an answer, only to disagree, or for the figure', () => {
    const kinds = [
      { kind: 'cari', documents: null },
      { kind: 'cari_vade', documents: null },
      { kind: 'teyit', documents: null },
      { kind: 'bs', documents: { count: 1, scope: 'all' } },
    ] as const
    for (const locale of ['tr', 'en', 'az'] as const)
      for (const about of kinds) {
        const request = (style: LetterFacts['style']) =>
          letterText({ ...FACTS, ...about, style }, locale).paragraphs.at(-1)!
        const asked = LETTER_STYLES.map(request)
        expect(new Set(asked).size).toBe(3)
        for (const sentence of asked) expect(sentence).toContain('10')
        expect(request('negative')).toMatch(/Yalnızca|Only if|Yalnız/)
        expect(letterText({ ...FACTS, ...about, style: 'blank' }, locale).paragraphs.join(' ')).not.toContain('125')
      }
  })

  it('[MU65] a zero balance says that nothing is owed, and names no side', () => {
    const text = letterText({ ...FACTS, balance: { ...FACTS.balance, minor: 0n } }, 'tr').paragraphs.join(' ')
    expect(text).toContain('karşılıklı borç ve alacak yoktur')
    expect(text).not.toMatch(/BORÇ|ALACAK/)
  })
})
