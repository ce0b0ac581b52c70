/** The mail that brings a letter: who asks, the figures in words, one button to the page where it is answered. */
import { createElement } from 'react'
import type { Locale } from '#platform/contract'
import { type ComposedMail, MailFrame, renderMail } from '#platform/notify'
import {
  aboutLetter,
  amountInWords,
  type Day,
  type Figures,
  formatDay,
  formatMoney,
  formatMonth,
  isBabs,
  requestOf,
  sideForThem,
} from '../domain/index.ts'
import { MAIL_WORDING } from './mail-wording.ts'

export type LetterMailData = Figures & {
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
  /** Firm of the auditor a confirmation is for. */
  auditor: string | null
  reply_due: Day
  /** The sealed letter goes along. */
  attached: boolean
  /** Leads to a page; following it changes nothing, since mail scanners follow links. */
  link: string
}

export const composeLetterMail = async (data: LetterMailData): Promise<ComposedMail> => {
  const { locale, company, logo, counterparty, no } = data
  const words = MAIL_WORDING[locale].letter
  const [preview = '', ...more] = statementsOf(data)
  const mail = await renderMail(
    createElement(MailFrame, {
      locale,
      sender: company,
      logo,
      preview,
      heading: headingOf(data),
      body: [
        words.greeting(data.contact_name ?? counterparty),
        ...data.intro.split('\n').filter(line => line.trim() !== ''),
        preview,
        ...more,
        requestOf(data, { day: data.reply_due }, locale),
        ...(data.attached ? [words.attached] : []),
      ],
      button: { label: words.button, href: data.link, note: words.note },
      footer: words.footer(company, no),
    }),
  )
  return { subject: data.subject, ...mail }
}

const headingOf = ({ kind, balance, locale }: LetterMailData): string => {
  const { heading } = MAIL_WORDING[locale].letter
  if (isBabs(kind)) return heading.babs(kind.toUpperCase(), formatMonth(balance.date))
  return kind === 'teyit' ? heading.teyit : heading.account
}

/** The first is what a list of mails shows of it. */
const statementsOf = (data: LetterMailData): string[] => {
  const { locale, kind, auditor } = data
  const words = MAIL_WORDING[locale].letter
  if (isBabs(kind)) return aboutLetter(data, locale)
  return [
    balanceOf(data),
    ...(kind === 'cari_vade' && data.style !== 'blank' ? [words.dues] : []),
    ...(auditor === null ? [] : [words.auditor(auditor)]),
  ]
}

const balanceOf = ({ locale, style, balance }: LetterMailData): string => {
  const words = MAIL_WORDING[locale].letter
  const day = formatDay(balance.date, locale)
  if (style === 'blank') return words.blank(day)
  const money = formatMoney(balance, locale)
  if (balance.minor === 0n) return words.zero(day, money)
  const figures = `${money} (${amountInWords(balance, locale)})`
  return words.balance(day, figures, sideForThem(balance.side, balance.minor, locale))
}
