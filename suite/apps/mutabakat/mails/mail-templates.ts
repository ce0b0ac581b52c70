/** The mails of the application, each with a sample of itself. */
import type { MailTemplate } from '#platform/notify'
import { composeCodeMail } from './code-mail.ts'
import { composeLetterMail } from './letter-mail.ts'

const NO = 'MUT-2026-000123'

const letter: MailTemplate = {
  id: 'mutabakat.letter',
  title: { tr: 'Mutabakat mektubu', en: 'Reconciliation letter', az: 'Üzləşmə məktubu' },
  sample: ({ locale, company, logo, publicUrl }) =>
    composeLetterMail({
      ...{ locale, company, logo },
      counterparty: 'Örnek Tekstil Ltd. Şti.',
      contact_name: 'Ayşe Yılmaz',
      no: NO,
      balance: { minor: 12_543_050n, currency: 'TRY', side: 'B', date: '2026-10-31' },
      reply_due: '2026-11-13',
      link: `${publicUrl}/p/m`,
    }),
}

const code: MailTemplate = {
  id: 'mutabakat.code',
  title: { tr: 'Doğrulama kodu', en: 'One-time code', az: 'Təsdiq kodu' },
  sample: ({ locale, company, logo }) => composeCodeMail({ locale, company, logo, no: NO, code: '000000' }),
}

export const mutabakatMails: readonly MailTemplate[] = [letter, code]
