/** The mail with the one-time code that opens a letter. No link in it: a code is typed where it was asked for. */
import { createElement } from 'react'
import type { Locale } from '#platform/contract'
import { type ComposedMail, MailFrame, renderMail } from '#platform/notify'
import { MAIL_WORDING } from './mail-wording.ts'

export type CodeMailData = {
  locale: Locale
  /** Title of the company whose letter is opened. */
  company: string
  logo?: string | undefined
  no: string
  /** Six digits. */
  code: string
  /** How long the code lives; default 10. */
  minutes?: number
}

const CODE_STYLE = { margin: '6px 0 18px', fontSize: '30px', lineHeight: '38px', fontWeight: 700, letterSpacing: '6px' }

/** What the log of mails says of it, before it is composed. */
export const codeMailSubject = (locale: Locale, no: string): string => MAIL_WORDING[locale].code.subject(no)

export const composeCodeMail = async ({
  locale,
  company,
  logo,
  no,
  code,
  minutes = 10,
}: CodeMailData): Promise<ComposedMail> => {
  const words = MAIL_WORDING[locale].code
  // Not in the subject: mail servers log subjects and locked phones show them.
  const mail = await renderMail(
    createElement(MailFrame, {
      locale,
      sender: company,
      logo,
      preview: words.lasts(minutes),
      heading: words.heading,
      body: [
        words.asked(company, no),
        createElement('p', { key: 'code', style: CODE_STYLE }, code),
        words.lasts(minutes),
      ],
      footer: words.footer,
    }),
  )
  return { subject: codeMailSubject(locale, no), ...mail }
}
