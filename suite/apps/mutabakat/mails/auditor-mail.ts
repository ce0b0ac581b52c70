/** The mail that brings an auditor the answer to a confirmation: what was asked, what was answered, how, and how to verify it. */
import { createElement } from 'react'
import type { Locale, Money } from '#platform/contract'
import { type ComposedMail, MailFrame, renderMail } from '#platform/notify'
import { type Day, formatDay, formatMoney, type Side } from '../domain/index.ts'
import { AUDITOR_WORDING } from './auditor-wording.ts'

export type AuditorMailData = {
  locale: Locale
  /** Title of the company that is audited. */
  company: string
  logo?: string | undefined
  auditor: { firm: string; name: string; reference: string | null }
  counterparty: string
  no: string
  /** Sides are seen from the company. */
  balance: Money & { side: Side; date: Day }
  answer: {
    choice: 'agree' | 'disagree'
    via: 'portal' | 'recorded' | 'mirror'
    by: string
    /** As it is printed. */
    at: string
    own: { minor: bigint; side: Side } | null
    /** Ours minus theirs. */
    difference_minor: bigint | null
  }
  /** Opens the verify page of the answer. */
  verify_url: string
}

/** What the log of mails says of it, before it is composed. */
export const auditorMailSubject = (locale: Locale, counterparty: string, no: string): string =>
  AUDITOR_WORDING[locale].subject(counterparty, no)

export const composeAuditorMail = async (data: AuditorMailData): Promise<ComposedMail> => {
  const { locale, company, logo, auditor, counterparty, no, balance, answer } = data
  const words = AUDITOR_WORDING[locale]
  const money = (minor: bigint) => formatMoney({ minor, currency: balance.currency }, locale)
  const owes = (minor: bigint, side: Side) => (minor === 0n ? '' : words.owes(side === 'B' ? counterparty : company))
  const told = words.told(company, counterparty, no)
  const mail = await renderMail(
    createElement(MailFrame, {
      locale,
      sender: company,
      logo,
      preview: told,
      heading: words.heading,
      body: [
        words.greeting(auditor.name, auditor.firm),
        told,
        ...(auditor.reference === null ? [] : [words.reference(auditor.reference)]),
        words.balance(formatDay(balance.date, locale), money(balance.minor), owes(balance.minor, balance.side)),
        answer.choice === 'agree' ? words.agreed(answer.by, answer.at) : words.disagreed(answer.by, answer.at),
        ...(answer.own ? [words.own(money(answer.own.minor), owes(answer.own.minor, answer.own.side))] : []),
        ...(answer.difference_minor === null ? [] : [words.difference(money(answer.difference_minor))]),
        words.way[answer.via](company),
        words.direct(company),
      ],
      button: { label: words.button, href: data.verify_url, note: words.note },
      footer: words.footer(company),
    }),
  )
  return { subject: auditorMailSubject(locale, counterparty, no), ...mail }
}
