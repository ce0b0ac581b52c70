/** The mail that asks somebody into a company. */
import { createElement } from 'react'
import type { Locale } from '#platform/contract'
import { MailFrame } from './mail-frame.ts'
import type { ComposedMail, Sentence } from './notification-mail.ts'
import { renderMail } from './render-mail.ts'

export type InvitationMailData = {
  locale: Locale
  company: string
  logo?: string | undefined
  /** Name of who invites. */
  inviter: string
  /** Key of the role. */
  role: string
  href: string
  t: Sentence
}

export const composeInvitationMail = async (data: InvitationMailData): Promise<ComposedMail> => {
  const { locale, company, logo, inviter, href, t } = data
  const say = (key: string) =>
    t(locale, `mail.invitation_${key}`, { company, inviter, role: t(locale, `role.${data.role}`) })
  const mail = await renderMail(
    createElement(MailFrame, {
      locale,
      logo,
      sender: company,
      preview: say('title'),
      heading: say('title'),
      body: [say('body')],
      button: { label: say('button'), href, note: say('link_note') },
      footer: [say('footer')],
    }),
  )
  return { subject: say('subject'), ...mail }
}
