/** The mail that brings a letter: who asks, the balance in words, one button to the page where it is answered. */
import { createElement } from 'react'
import type { Currency, Locale } from '#platform/contract'
import { type ComposedMail, MailFrame, renderMail } from '#platform/notify'
import { amountInWords, type Day, formatDay, formatMoney, type Side, sideForThem } from '../domain/index.ts'
import { MAIL_WORDING } from './mail-wording.ts'

export type LetterMailData = {
  /** The counterparty's language. */
  locale: Locale
  /** Title of the company that asks. */
  company: string
  logo?: string | undefined
  counterparty: string
  contact_name: string | null
  no: string
  balance: { minor: bigint; currency: Currency; side: Side; date: Day }
  reply_due: Day
  /** Leads to a page; following it changes nothing, since mail scanners follow links. */
  link: string
}

/** What the log of mails says of it, before it is composed. */
export const letterMailSubject = (locale: Locale, company: string, no: string): string =>
  MAIL_WORDING[locale].letter.subject(company, no)

export const composeLetterMail = async (data: LetterMailData): Promise<ComposedMail> => {
  const { locale, company, logo, counterparty, no, balance } = data
  const words = MAIL_WORDING[locale].letter
  const day = formatDay(balance.date, locale)
  const money = formatMoney(balance, locale)
  const statement =
    balance.minor === 0n
      ? words.zero(day, money)
      : words.balance(
          day,
          `${money} (${amountInWords(balance, locale)})`,
          sideForThem(balance.side, balance.minor, locale),
        )
  const subject = letterMailSubject(locale, company, no)
  const mail = await renderMail(
    createElement(MailFrame, {
      locale,
      sender: company,
      logo,
      preview: statement,
      heading: words.heading,
      body: [
        words.greeting(data.contact_name ?? counterparty),
        words.asks(company, counterparty),
        statement,
        words.request(formatDay(data.reply_due, locale)),
        words.attached,
      ],
      button: { label: words.button, href: data.link, note: words.note },
      footer: words.footer(company, no),
    }),
  )
  return { subject, ...mail }
}
