/** The mails of the application, each with a sample of itself. */
import type { Locale } from '#platform/contract'
import type { MailTemplate } from '#platform/notify'
import { DEFAULT_WORDING, fillWording, wordingValues } from '../domain/index.ts'
import { composeAuditorMail } from './auditor-mail.ts'
import { composeCodeMail } from './code-mail.ts'
import { composeLetterMail } from './letter-mail.ts'

const NO = 'MUT-2026-000123'

const SAMPLE = {
  kind: 'cari',
  style: 'positive',
  balance: { minor: 12_543_050n, currency: 'TRY', side: 'B', date: '2026-10-31' },
  documents: null,
  auditor: null,
} as const

const sampleWords = (locale: Locale, company: string, kind: 'mail' | 'reminder') => {
  const values = wordingValues(
    {
      no: NO,
      company,
      counterparty: 'Örnek Tekstil Ltd. Şti.',
      contact_name: 'Ayşe Yılmaz',
      blank: false,
      ...SAMPLE,
      reply_due: '2026-11-13',
      link: '',
    },
    locale,
  )
  const { subject = '', intro = '' } = DEFAULT_WORDING[locale][kind]
  return { subject: fillWording(subject, values), intro: fillWording(intro, values) }
}

/** The paper comes with the letter itself, not with what reminds of it. */
const letterSample =
  (kind: 'mail' | 'reminder'): MailTemplate['sample'] =>
  ({ locale, company, logo, publicUrl }) =>
    composeLetterMail({
      locale,
      company,
      logo,
      counterparty: 'Örnek Tekstil Ltd. Şti.',
      contact_name: 'Ayşe Yılmaz',
      no: NO,
      ...SAMPLE,
      ...sampleWords(locale, company, kind),
      attached: kind === 'mail',
      reply_due: '2026-11-13',
      link: `${publicUrl}/p/m`,
    })

const letter: MailTemplate = {
  id: 'mutabakat.letter',
  title: { tr: 'Mutabakat mektubu', en: 'Reconciliation letter', az: 'Üzləşmə məktubu' },
  sample: letterSample('mail'),
}

const reminder: MailTemplate = {
  id: 'mutabakat.reminder',
  title: { tr: 'Mutabakat hatırlatması', en: 'Reminder of a letter', az: 'Üzləşmə xatırlatması' },
  sample: letterSample('reminder'),
}

const code: MailTemplate = {
  id: 'mutabakat.code',
  title: { tr: 'Doğrulama kodu', en: 'One-time code', az: 'Təsdiq kodu' },
  sample: ({ locale, company, logo }) => composeCodeMail({ locale, company, logo, no: NO, code: '000000' }),
}

const auditor: MailTemplate = {
  id: 'mutabakat.auditor',
  title: {
    tr: 'Teyit yanıtı (denetçiye)',
    en: 'Answer to a confirmation (to the auditor)',
    az: 'Təsdiqə cavab (auditora)',
  },
  sample: ({ locale, company, logo, publicUrl }) =>
    composeAuditorMail({
      locale,
      company,
      logo,
      auditor: { firm: 'Örnek Bağımsız Denetim A.Ş.', name: 'Nur Ak', reference: 'D-17' },
      counterparty: 'Örnek Tekstil Ltd. Şti.',
      no: NO,
      balance: SAMPLE.balance,
      answer: {
        choice: 'agree',
        via: 'portal',
        by: 'Ayşe Yılmaz',
        at: '05.11.2026 14:05 (Europe/Istanbul)',
        own: null,
        difference_minor: null,
      },
      verify_url: `${publicUrl}/p/verify`,
    }),
}

export const mutabakatMails: readonly MailTemplate[] = [letter, reminder, code, auditor]
