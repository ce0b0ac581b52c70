import { describe, expect, it } from 'vitest'
import { LOCALES } from '#platform/contract'
import { composeCodeMail } from './code-mail.ts'
import { composeLetterMail, type LetterMailData } from './letter-mail.ts'

const DATA: LetterMailData = {
  locale: 'tr',
  company: 'Şahin <script>alert(1)</script> A.Ş.',
  counterparty: 'Işıkoğlu Yapı Ltd. Şti.',
  contact_name: 'Ayşe Yılmaz',
  no: 'MUT-2026-000123',
  subject: 'Şahin: cari hesap mutabakatı (MUT-2026-000123)',
  intro: 'Şahin, Işıkoğlu Yapı ile olan cari hesabı için mutabakat rica ediyor.',
  balance: { minor: 12543050n, currency: 'TRY', side: 'A' },
  date: '2026-10-31',
  attached: true,
  reply_due: '2026-11-13',
  link: 'https://nabiz.example/p/m/token',
}

describe('mails', () => {
  it('[MU80] the letter’s mail says who asks, the balance in words, who owes whom and until when', async () => {
    const { subject, text } = await composeLetterMail(DATA)
    expect(subject).toContain('MUT-2026-000123')
    const flat = text.replaceAll(/\s+/g, ' ')
    for (const part of [
      'Sayın Ayşe Yılmaz',
      'Işıkoğlu Yapı',
      'yüzyirmibeşbindörtyüzotuz TL elli Kr',
      'biz size borçluyuz',
      '13.11.2026',
    ])
      expect(flat).toContain(part)
    expect(flat).toContain('125.430,50 TL')
  })

  it('[MU81] its one button leads to a page; no link in it could answer anything', async () => {
    for (const locale of LOCALES) {
      const { html } = await composeLetterMail({ ...DATA, locale })
      const targets = [...html.matchAll(/href="([^"]+)"/g)].map(match => match[1])
      expect(new Set(targets)).toEqual(new Set([DATA.link]))
      expect(html).not.toMatch(/<form|<img|approve|reject/i)
    }
  })

  it('[MU82] the code’s mail carries the six digits and no link, and keeps the code out of its subject', async () => {
    for (const locale of LOCALES) {
      const { subject, html, text } = await composeCodeMail({
        locale,
        company: 'Şahin',
        no: 'MUT-2026-000123',
        code: '012345',
      })
      expect(text).toContain('012345')
      expect(text).toContain('10')
      expect(html).not.toContain('href')
      expect(subject).not.toContain('012345')
    }
  })

  it('[MU83] what people typed stays text', async () => {
    const { html, text } = await composeLetterMail(DATA)
    expect(html).not.toContain('<script>')
    expect(text).toContain('Şahin <script>alert(1)</script> A.Ş.')
  })

  it('[MU84] a zero balance names no side, in every language', async () => {
    for (const locale of LOCALES) {
      const { text } = await composeLetterMail({ ...DATA, locale, balance: { ...DATA.balance!, minor: 0n } })
      expect(text).not.toMatch(/size borçluyuz|we owe you|sizə borcluyuq/)
    }
  })
})
