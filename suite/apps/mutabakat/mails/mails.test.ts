import { describe, expect, it } from 'vitest'
import { LOCALES } from '#platform/contract'
import { type AuditorMailData, composeAuditorMail } from './auditor-mail.ts'
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
  kind: 'cari',
  style: 'positive',
  balance: { minor: 12543050n, currency: 'TRY', side: 'A', date: '2026-10-31' },
  documents: null,
  auditor: null,
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
      const { text } = await composeLetterMail({ ...DATA, locale, balance: { ...DATA.balance, minor: 0n } })
      expect(text).not.toMatch(/size borçluyuz|we owe you|sizə borcluyuq/)
    }
  })

  it('[MU479] a letter of BA or BS and a confirmation say in the mail what the paper says, and a blank one no figure', async () => {
    const kinds = [
      { kind: 'bs', documents: { count: 7, scope: 'all' } },
      { kind: 'teyit', auditor: 'Ege Bağımsız Denetim A.Ş.' },
      { kind: 'cari_vade' },
    ] as const
    for (const locale of LOCALES)
      for (const about of kinds) {
        const { text } = await composeLetterMail({ ...DATA, locale, ...about })
        const flat = text.replaceAll(/\s+/g, ' ')
        expect(flat).toContain(about.kind === 'bs' ? 'Form BA' : locale === 'en' ? '125,430.50' : '125.430,50')
        if (about.kind === 'teyit') expect(flat).toContain(about.auditor)
        if (about.kind === 'bs') expect(flat).not.toMatch(/biz size borçluyuz|we owe you|sizə borcluyuq/)
        const blank = await composeLetterMail({ ...DATA, locale, ...about, style: 'blank' })
        expect(blank.text).not.toMatch(/125[.,]430|\(yedi|\(seven|\(yeddi/)
        expect(blank.html).not.toMatch(/125[.,]430|\(yedi|\(seven|\(yeddi/)
      }
  })

  it('[MU484] the auditor’s mail names who owes whom, the answer and its evidence level, and leads to the check alone', async () => {
    const data: AuditorMailData = {
      locale: 'tr',
      company: 'Şahin A.Ş.',
      auditor: { firm: 'Ege <b>Denetim</b>', name: 'Nur Ak', reference: null },
      counterparty: 'Işıkoğlu Yapı',
      no: 'MUT-2026-000123',
      balance: { minor: 12543050n, currency: 'TRY', side: 'A', date: '2026-12-31' },
      answer: {
        choice: 'disagree',
        via: 'portal',
        by: 'Ali Veli',
        at: '05.01.2027 14:05 (Europe/Istanbul)',
        own: { minor: 100n, side: 'B' },
        difference_minor: -12543150n,
      },
      verify_url: 'https://nabiz.example/p/verify/kod',
    }
    const levels = { portal: 'L1', recorded: 'L0', mirror: 'L1' } as const
    for (const locale of LOCALES)
      for (const via of ['portal', 'recorded', 'mirror'] as const) {
        const { html, text } = await composeAuditorMail({ ...data, locale, answer: { ...data.answer, via } })
        const [asked = '', told = ''] = text
          .replaceAll(/\s+/g, ' ')
          .split(/(?=Yanıtlayanın kayıtlarındaki|Balance in the books|Cavab verənin uçotundakı)/)
        // Our credit: the company owes; in the other side's books they owe.
        expect(asked).toMatch(/\([^()]*: Şahin A\.Ş\.\)/)
        expect(told).toMatch(/\([^()]*: Işıkoğlu Yapı\)/)
        expect(text).toContain(levels[via])
        expect(new Set([...html.matchAll(/href="([^"]+)"/g)].map(match => match[1]))).toEqual(
          new Set([data.verify_url]),
        )
        expect(html).not.toContain('<b>Denetim')
      }
  })
})
