/** The answered letter on paper. */
import { expect, test } from 'vitest'
import { makeCertificate, signPdf } from '#platform/documents'
import { runTool, signaturesOf, textOf } from '../../../platform/documents/testing/run-tool.ts'
import { type AnswerData, renderAnswer } from './answer-pdf.ts'

const ANSWER: AnswerData = {
  no: 'MUT-2026-000123',
  version: 2,
  kind: 'cari',
  documents: null,
  auditor: null,
  date: '2026-11-05',
  locale: 'tr',
  company: {
    title: 'Şahin Gıda A.Ş.',
    address: 'Nilüfer / Bursa',
    vkn: '1234567890',
    tax_office: 'Nilüfer',
    email: null,
  },
  counterparty: { title: 'Işıkoğlu Yapı Ltd. Şti.', tax_number: '9876543217' },
  balance: { minor: 12_543_050n, currency: 'TRY', side: 'B', date: '2026-10-31' },
  answer: {
    choice: 'disagree',
    via: 'portal',
    name: 'Ayşe Yılmaz',
    title: 'Muhasebe Müdürü',
    at: '05.11.2026 14:05 (Europe/Istanbul)',
    reason: 'Eksik fatura',
    note: 'A-117 numaralı fatura bizde yok. '.repeat(4),
    own: { minor: 10_043_050n, side: 'B' },
    difference_minor: 2_500_000n,
    own_count: null,
    count_difference: null,
  },
  letter_sha256: 'ab'.repeat(32),
  evidence_head: 'cd'.repeat(32),
  verify_url: 'https://nabiz.example/p/verify/AAAAAAAAAAAAAAAAAAAAAA',
}
const flat = async (pdf: Buffer) => (await textOf(pdf)).replaceAll(/\s+/g, ' ')

test('[MU355] the same answer gives the same bytes, in every language', async () => {
  const words = { tr: 'MUTABIK DEĞİLİZ', en: 'WE DO NOT AGREE', az: 'RAZI DEYİLİK' } as const
  for (const locale of ['tr', 'en', 'az'] as const) {
    const pdf = await renderAnswer({ ...ANSWER, locale })
    expect(pdf.equals(await renderAnswer({ ...ANSWER, locale }))).toBe(true)
    const text = await flat(pdf)
    for (const part of [words[locale], 'MUT-2026-000123 / 2', 'Ayşe Yılmaz, Muhasebe Müdürü', 'ab'.repeat(32)])
      expect(text).toContain(part)
  }
})

test('[MU354] an agreeing answer names no difference; a long remark flows on and loses nothing', async () => {
  const agreed = {
    ...ANSWER.answer,
    choice: 'agree',
    reason: null,
    own: null,
    difference_minor: null,
    note: null,
  } as const
  const text = await flat(await renderAnswer({ ...ANSWER, answer: agreed }))
  expect(text).toContain('MUTABIKIZ')
  expect(text).not.toContain('Fark')
  const note = `${'Uzun bir açıklama. '.repeat(300)}SON`
  const long = await renderAnswer({ ...ANSWER, answer: { ...ANSWER.answer, note } })
  const all = await flat(long)
  expect(all).toContain('SON')
  expect(all).toContain('cd'.repeat(32))
  expect((await runTool(long, 'pdfinfo', ['IN'])).toString()).toMatch(/Pages:\s+[23]/)
})

test('[MU354] what people typed stays text, and the seal holds', async () => {
  const hostile = 'A /AcroForm <</JS (x)>> /ByteRange [0 1 2 3] \u0000'
  const drawn = await renderAnswer({
    ...ANSWER,
    company: { ...ANSWER.company, title: hostile },
    answer: { ...ANSWER.answer, name: hostile, note: hostile },
  })
  for (const mark of ['/AcroForm', '/JS', '/ByteRange']) expect(drawn.includes(mark)).toBe(false)
  const certificate = await makeCertificate({ organization: 'Şahin', now: new Date('2026-01-01T00:00:00Z') })
  const signed = await signPdf(drawn, certificate, { name: hostile, reason: hostile })
  expect(await signaturesOf(signed)).toContain('Signature is Valid')
})
