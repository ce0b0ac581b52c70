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
  /** The company's words, or the default ones, filled in. */
  subject: string
  intro: string
  counterparty: string
  contact_name: string | null
  no: string
  /** Null: the letter asks for the other side's figure and does not tell ours. */
  balance: { minor: bigint; currency: Currency; side: Side } | null
  date: Day
  reply_due: Day
  /** The sealed letter goes along. */
  attached: boolean
  /** Leads to a page; following it changes nothing, since mail scanners follow links. */
  link: string
}

export const composeLetterMail = async (data: LetterMailData): Promise<ComposedMail> => {
  const { locale, company, logo, counterparty, no } = data
  const words = MAIL_WORDING[locale].letter
  const statement = statementOf(data)
  const mail = await renderMail(
    createElement(MailFrame, {
      locale,
      sender: company,
      logo,
      preview: statement,
      heading: words.heading,
      body: [
        words.greeting(data.contact_name ?? counterparty),
        ...data.intro.split('\n').filter(line => line.trim() !== ''),
        statement,
        words.request(formatDay(data.reply_due, locale)),
        ...(data.attached ? [words.attached] : []),
      ],
      button: { label: words.button, href: data.link, note: words.note },
      footer: words.footer(company, no),
    }),
  )
  return { subject: data.subject, ...mail }
}

const statementOf = ({ locale, balance, date }: LetterMailData): string => {
  const words = MAIL_WORDING[locale].letter
  const day = formatDay(date, locale)
  if (balance === null) return words.blank(day)
  const money = formatMoney(balance, locale)
  if (balance.minor === 0n) return words.zero(day, money)
  const figures = `${money} (${amountInWords(balance, locale)})`
  return words.balance(day, figures, sideForThem(balance.side, balance.minor, locale))
}
