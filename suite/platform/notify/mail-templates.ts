/** Every mail the installation sends, by the id that is its kind in the log, each with a sample of itself. */
import type { Locale } from '#platform/contract'
import { type ComposedMail, composeNotificationMail, type Sentence } from './mails/notification-mail.ts'

/** What a sample needs from outside: whose it is, and where its links would lead. */
export type SampleLook = {
  locale: Locale
  /** Title of the company that looks at it. */
  company: string
  /** Its logo as a `data:` address. */
  logo: string | undefined
  publicUrl: string
  t: Sentence
}

export type MailTemplate = {
  /** `mutabakat.letter`; one that is sent has it as `kind`. */
  id: string
  title: Readonly<Record<Locale, string>>
  /** The mail with values that could be true: made by what makes the real one. */
  sample(look: SampleLook): Promise<ComposedMail>
}

/** `application`: id of the application that declared it; null for the platform. */
export type DeclaredMail = MailTemplate & { application: string | null }
export type MailTemplates = ReadonlyMap<string, DeclaredMail>

export const notificationTemplate: MailTemplate = {
  id: 'notification',
  title: { tr: 'Bildirim', en: 'Notification', az: 'Bildiriş' },
  sample: ({ locale, company, logo, publicUrl, t }) =>
    composeNotificationMail({
      locale,
      company,
      logo,
      t,
      title: t(locale, 'notification.member_joined', { name: 'Ayşe Yılmaz' }),
      message: t(locale, 'notification.member_joined_message', {
        name: 'Ayşe Yılmaz',
        email: 'ayse@ornek.example',
        role: t(locale, 'role.member'),
      }),
      href: `${publicUrl}/`,
    }),
}

/** In the order of declaration, the platform's first. Refuses two of one id. */
export const collectMails = (
  platform: readonly MailTemplate[],
  applications: readonly { id: string; mails?: readonly MailTemplate[] }[],
): MailTemplates => {
  const templates = new Map<string, DeclaredMail>()
  const add = (application: string | null, template: MailTemplate): void => {
    if (templates.has(template.id)) throw new Error(`the mail ${template.id} is declared twice`)
    templates.set(template.id, { ...template, application })
  }
  for (const template of platform) add(null, template)
  for (const { id, mails } of applications) for (const template of mails ?? []) add(id, template)
  return templates
}
