/** Letters and answers of BA, BS, due dates and confirmations on paper. */
import { describe, expect, test } from 'vitest'
import { textOf } from '../../../platform/documents/testing/run-tool.ts'
import { LETTER_STYLES } from '../contract/index.ts'
import { type AnswerData, renderAnswer } from './answer-pdf.ts'
import { type LetterData, renderLetter } from './letter-pdf.ts'

const PLAIN: LetterData = {
  no: 'MUT-2026-000123',
  kind: 'cari',
  style: 'positive',
  documents: null,
  dues: null,
  auditor: null,
  date: '2026-11-03',
  company: {
    title: 'Şahin Gıda A.Ş.',
    address: 'Nilüfer / Bursa',
    vkn: '1234567890',
    tax_office: 'Nilüfer',
    email: null,
    kep: 'sahin@hs01.kep.tr',
  },
  counterparty: { title: 'Işıkoğlu Yapı Ltd. Şti.', tax_office: 'Kadıköy', tax_number: '9876543217' },
  balance: { minor: 12_543_050n, currency: 'TRY', side: 'B', date: '2026-10-31' },
  reply_days: 10,
  verify_url: 'https://nabiz.example/p/verify/abcdefghijklmnopqrstuv',
  locale: 'tr',
  contract_notice: false,
  note: null,
}
const SALES: LetterData = {
  ...PLAIN,
  kind: 'bs',
  balance: { ...PLAIN.balance, minor: 8_421_000n },
  documents: { count: 7, scope: 'paper' },
}
const AUDITOR = { firm: 'Ege Bağımsız Denetim A.Ş.', name: 'Nur Ak', email: 'nur@ege.example', reference: 'D-17' }
const CONFIRMATION: LetterData = { ...PLAIN, kind: 'teyit', auditor: AUDITOR }

/** One day each; every fourth is what we owe. */
const byDueDate = (lines: number): LetterData => {
  const dues = Array.from({ length: lines }, (_, index) => ({
    due: `20${26 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-15`,
    minor: 1_000_00n + BigInt(index),
    side: index % 4 === 3 ? ('A' as const) : ('B' as const),
  }))
  const minor = dues.reduce((sum, line) => sum + (line.side === 'B' ? line.minor : -line.minor), 0n)
  return { ...PLAIN, kind: 'cari_vade', dues, balance: { ...PLAIN.balance, minor } }
}

const flat = async (pdf: Buffer) => (await textOf(pdf)).replaceAll(/\s+/g, ' ')
const textOfLetter = async (data: LetterData) => flat(await renderLetter(data))

describe('kinds on paper', () => {
  test('[MU473] BA and BS stand in a table with both forms, in figures and words; the box asks for count and amount', async () => {
    const text = await textOfLetter(SALES)
    for (const part of [
      ...['FORM BS (SATIŞ) MUTABAKAT MEKTUBU', '2026/10 Form BS Form BA 7 84.210 TL', '7 (yedi) adet belge'],
      ...['yalnız seksendörtbinikiyüzon TL', 'Kayıtlarımıza göre belge sayısı', 'KEP sahin@hs01.kep.tr', 'Sayfa 1/1'],
    ])
      expect(text).toContain(part)
    expect(text).not.toMatch(/84\.210,00|BORÇ|B\/A/)
    expect(await textOfLetter({ ...SALES, kind: 'ba' })).toContain('2026/10 Form BA Form BS 7 84.210 TL')
  })

  test('[MU474] sixty due dates flow over pages under a repeated head; each has its side in words, and the total is the balance', async () => {
    const data = byDueDate(60)
    const pdf = await renderLetter(data)
    const pages = (await textOf(pdf)).split('\f').filter(page => page.trim() !== '')
    expect(pages.length).toBeGreaterThan(2)
    const lines = pages.flatMap(page => page.split('\n')).filter(line => /^\s*15\.\d\d\.20\d\d\s/.test(line))
    expect(lines).toHaveLength(60)
    expect(lines.filter(line => line.includes('biz size borçluyuz'))).toHaveLength(15)
    expect(lines.filter(line => line.includes('siz bize borçlusunuz'))).toHaveLength(45)
    for (const page of pages.filter(one => /15\.\d\d\.20/.test(one)))
      expect(page).toMatch(/Vade\s+Tutar \(TL\)\s+Kim borçlu/)
    for (const page of pages) expect(page).toContain('İmza düzeyi L2')
    expect(pages.join(' ')).toMatch(/Toplam\s+30\.008,40\s+siz bize borçlusunuz/)
  })

  test('[MU475] a confirmation says who audits and where a copy goes, also when it asks for the figure', async () => {
    for (const style of LETTER_STYLES) {
      const text = await textOfLetter({ ...CONFIRMATION, style })
      for (const part of ['BAKİYE TEYİT MEKTUBU', 'Ege Bağımsız Denetim A.Ş., Nur Ak', 'nur@ege.example', 'D-17'])
        expect(text).toContain(part)
      expect(text.includes('125.430,50')).toBe(style !== 'blank')
    }
  })

  test('[MU476] a letter that asks for figures tells none of its own, on any paper', async () => {
    for (const data of [SALES, byDueDate(3), CONFIRMATION, PLAIN]) {
      const text = await textOfLetter({ ...data, style: 'blank' })
      expect(text).not.toMatch(/84\.210|125\.430|1\.000,00|7 \(yedi\)|Toplam|Mutabıkız/)
    }
  })

  test('[MU477] every kind gives the same bytes in every language, and what people typed stays text', async () => {
    const hostile = 'A /AcroForm <</JS (x)>> \u0000'
    for (const data of [SALES, byDueDate(20), CONFIRMATION])
      for (const locale of ['tr', 'en', 'az'] as const) {
        const pdf = await renderLetter({ ...data, locale })
        expect(pdf.equals(await renderLetter({ ...data, locale }))).toBe(true)
        expect((await flat(pdf)).replaceAll(/[\d.,:/-]/g, '')).not.toMatch(/undefined|NaN|\[object/)
      }
    const auditor = { firm: hostile, name: hostile, email: hostile, reference: hostile }
    const typed = await renderLetter({ ...CONFIRMATION, auditor })
    for (const mark of ['/AcroForm', '/JS']) expect(typed.includes(mark)).toBe(false)
    expect(await flat(typed)).toContain('A /AcroForm')
  })

  test('[MU478] the answer to a declaration tells both counts and amounts; that of a confirmation names its auditor', async () => {
    const answer: AnswerData = {
      ...{ no: PLAIN.no, version: 1, kind: 'bs', date: '2026-11-05', locale: 'tr', company: PLAIN.company },
      counterparty: { title: 'Işıkoğlu Yapı Ltd. Şti.', tax_number: '9876543217' },
      balance: SALES.balance,
      documents: SALES.documents,
      auditor: null,
      answer: {
        ...{ choice: 'disagree', via: 'portal', name: 'Ayşe Yılmaz', title: null, reason: 'Eksik fatura', note: null },
        at: '05.11.2026 14:05 (Europe/Istanbul)',
        own: { minor: 9_000_000n, side: 'B' },
        difference_minor: -579_000n,
        own_count: 8,
        count_difference: -1,
      },
      letter_sha256: 'ab'.repeat(32),
      evidence_head: 'cd'.repeat(32),
      verify_url: PLAIN.verify_url,
    }
    const text = await flat(await renderAnswer(answer))
    for (const part of [
      ...['MUT-2026-000123, Form BS (satış), 2026/10', '7 belge, 84.210 TL (KDV hariç; yalnızca kâğıt belgeler)'],
      ...['8 belge, 90.000 TL', '-1 belge, -5.790 TL', 'KEP sahin@hs01.kep.tr'],
    ])
      expect(text).toContain(part)
    const only = await flat(
      await renderAnswer({ ...answer, answer: { ...answer.answer, own: null, difference_minor: null } }),
    )
    expect(only).toContain('Fark -1 belge')
    const confirmed = { ...answer, kind: 'teyit', documents: null, auditor: AUDITOR, balance: PLAIN.balance } as const
    const told = await flat(await renderAnswer(confirmed))
    expect(told).toContain('Ege Bağımsız Denetim A.Ş., Nur Ak, D-17')
    expect(told).toContain('125.430,50 TL Borç')
  })
})
