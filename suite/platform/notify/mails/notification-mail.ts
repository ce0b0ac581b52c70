/** The mail that tells of a notification, for those who chose to be told by mail. */
import { createElement } from 'react'
import type { Locale } from '#platform/contract'
import { MailFrame } from './mail-frame.ts'
import { renderMail } from './render-mail.ts'

/** `t('tr', 'mail.notification_button')`: a sentence of the catalogue in a language. */
export type Sentence = (locale: Locale, key: string, params?: Record<string, string | number>) => string

export type NotificationMailData = {
  locale: Locale
  /** Title of the company it is about. */
  company: string
  logo?: string | undefined
  title: string
  message: string
  /** Whole address of what it is about; null: of the notifications. */
  href: string
  t: Sentence
}

export type ComposedMail = { subject: string; html: string; text: string }

export const composeNotificationMail = async (data: NotificationMailData): Promise<ComposedMail> => {
  const { locale, company, logo, title, message, href, t } = data
  const mail = await renderMail(
    createElement(MailFrame, {
      locale,
      sender: company,
      logo,
      preview: message || title,
      heading: title,
      body: message === '' ? [] : [message],
      button: { label: t(locale, 'mail.notification_button'), href, note: t(locale, 'mail.notification_link_note') },
      footer: [t(locale, 'mail.notification_footer')],
    }),
  )
  return { subject: `${company}: ${title}`, ...mail }
}
