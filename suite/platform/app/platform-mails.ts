/** The mails of the platform itself, each with a sample of itself. */
import { composeInvitationMail, type MailTemplate, notificationTemplate } from '#platform/notify'
import { composeAccountMail } from './account-mails.ts'

const invitation: MailTemplate = {
  id: 'invitation',
  title: { tr: 'Şirkete davet', en: 'Invitation to a company', az: 'Şirkətə dəvət' },
  sample: ({ locale, company, logo, publicUrl, t }) =>
    composeInvitationMail({
      locale,
      company,
      logo,
      t,
      inviter: 'Ayşe Yılmaz',
      role: 'member',
      href: `${publicUrl}/invite`,
    }),
}

const reset: MailTemplate = {
  id: 'reset',
  title: { tr: 'Parola yenileme', en: 'Forgotten password', az: 'Parol yeniləmə' },
  sample: ({ locale, publicUrl, t }) =>
    composeAccountMail({ ...{ locale, t, template: 'reset' }, name: 'Ayşe Yılmaz', href: `${publicUrl}/reset` }),
}

export const platformMails: readonly MailTemplate[] = [invitation, reset, notificationTemplate]
