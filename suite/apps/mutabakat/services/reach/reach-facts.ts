/** What every message about a letter says: the letter, its counterparty, who asks, and in whose words. */
import type { Locale } from '#platform/contract'
import { LOGO_SRC } from '#platform/notify'
import type { Message } from '../../contract/index.ts'
import type { MutabakatTrx } from '../../data/letters.ts'
import { fillWording, templateFor, type WordingFacts, wordingValues } from '../../domain/index.ts'
import { type WordsOf, wordsOf } from '../settings/company-words.ts'

export type ReachFacts = Awaited<ReturnType<typeof readReachFacts>>

const selectFacts = (tables: MutabakatTrx, company_id: string) =>
  tables
    .selectFrom('mutabakat.letter as letter')
    .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
    .innerJoin('platform.company as company', 'company.id', 'letter.company_id')
    .leftJoin('platform.mail_sender as mail_sender', 'mail_sender.company_id', 'letter.company_id')
    .select([
      'letter.id',
      'letter.no',
      'letter.kind',
      'letter.style',
      'letter.status',
      'letter.minor',
      'letter.currency',
      'letter.side',
      'letter.balance_date',
      'letter.documents_count',
      'letter.documents_scope',
      'letter.auditor_firm',
      'letter.reply_due',
      'letter.sender_id',
      'letter.sender_name',
      'counterparty.id as counterparty_id',
      'counterparty.title as counterparty_title',
      'counterparty.locale',
      'company.title as company_title',
      'company.time_zone',
      'company.settings',
      'mail_sender.logo_file_id',
    ])
    .where('letter.company_id', '=', company_id)

export const readReachFacts = (tables: MutabakatTrx, company_id: string, letter_id: string) =>
  selectFacts(tables, company_id).where('letter.id', '=', letter_id).executeTakeFirstOrThrow()

/** By the letter's id. */
export const readManyReachFacts = async (
  tables: MutabakatTrx,
  company_id: string,
  letter_ids: readonly string[],
): Promise<Map<string, ReachFacts>> => {
  const rows = await selectFacts(tables, company_id).where('letter.id', 'in', letter_ids).execute()
  return new Map(rows.map(row => [row.id, row]))
}

export const logoOf = (facts: ReachFacts): string | undefined => (facts.logo_file_id === null ? undefined : LOGO_SRC)

export const balanceOf = (facts: ReachFacts): WordingFacts['balance'] => ({
  minor: facts.minor,
  currency: facts.currency,
  side: facts.side,
  date: facts.balance_date,
})

export const sayTo = (
  tables: MutabakatTrx,
  company_id: string,
  facts: ReachFacts,
  message: Message,
  reader: { name: string | null; link: string },
): ReturnType<typeof say> => say(wordsOf(tables, company_id), facts, message, reader)

/** The words of one message, filled in for one reader; with the version they are of. */
export const say = async (
  wordsOf: WordsOf,
  facts: ReachFacts,
  message: Message,
  reader: { name: string | null; link: string },
): Promise<{ parts: Readonly<Record<string, string>>; version: number; locale: Locale }> => {
  const { locale } = facts
  const words = await wordsOf(templateFor(message, facts.kind), locale)
  const values = wordingValues(
    {
      no: facts.no,
      kind: facts.kind,
      documents: facts.documents_count,
      auditor: facts.auditor_firm,
      company: facts.company_title,
      counterparty: facts.counterparty_title,
      contact_name: reader.name,
      balance: balanceOf(facts),
      blank: facts.style === 'blank',
      reply_due: facts.reply_due,
      link: reader.link,
    },
    locale,
  )
  const parts = Object.entries(words.parts).map(([part, text]) => [part, fillWording(text, values)])
  return { parts: Object.fromEntries(parts), version: words.version, locale }
}
