/** What a guest reads: a stub before his code, the letter after it, and which others his code opens. */
import { sql } from 'kysely'
import type { Services } from '#platform/app'
import { toMoneyJson } from '#platform/contract'
import { fail, type PortalLetter, type PortalLink, type PortalListItem } from '../../contract/index.ts'
import { readDues } from '../../data/due-lines.ts'
import { toAuditor, toDocuments } from '../../data/letter-columns.ts'
import { toAnswer } from '../../data/letter-details.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { fillWording, isOpen, templateFor, wordingValues } from '../../domain/index.ts'
import { MAX_STATEMENTS } from '../comparison/take-statement.ts'
import { type KeptDocument, keepDocument } from '../proof/keep-document.ts'
import { type FoundLink, findLink, maskAddress } from '../reach/find-link.ts'
import { makeLinkToken } from '../reach/link-token.ts'
import { companyWords } from '../settings/company-words.ts'
import { readSettings } from '../settings/read-settings.ts'
import { requireGrant } from './portal-grant.ts'

/** Letters of one address on one page. */
const LISTED = 200

const selectLetter = (tables: MutabakatTrx, company_id: string, letter_id: string) =>
  tables
    .selectFrom('mutabakat.letter as letter')
    .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
    .innerJoin('platform.company as company', 'company.id', 'letter.company_id')
    .selectAll('letter')
    .select([
      'counterparty.title as counterparty_title',
      'counterparty.tax_number',
      'counterparty.locale',
      'company.title as company_title',
      'company.tax_office as company_tax_office',
      'company.vkn as company_vkn',
      'company.address as company_address',
    ])
    .where('letter.company_id', '=', company_id)
    .where('letter.id', '=', letter_id)
    .executeTakeFirstOrThrow()

/** Changes nothing: mail scanners and previews follow links too. */
export const readPortalLink = async (services: Services, token: string): Promise<PortalLink> => {
  const link = await findLink(services, token)
  const letter = await services.store.inCompany(link.company_id, trx =>
    selectLetter(withTables(trx), link.company_id, link.letter_id),
  )
  return {
    company: { title: letter.company_title },
    no: letter.no,
    status: letter.status,
    channel: link.channel,
    masked_address: maskAddress(link.address),
    locale: letter.locale,
    expires_at: link.expires_at.toISOString(),
  }
}

const statementsOf = (tables: MutabakatTrx, company_id: string, letter_id: string) =>
  tables
    .selectFrom('mutabakat.document as document')
    .innerJoin('platform.file as file', 'file.id', 'document.file_id')
    .select(['file.name', 'document.size', 'document.created_at'])
    .where('document.company_id', '=', company_id)
    .where('document.letter_id', '=', letter_id)
    .where('document.kind', '=', 'statement')
    .orderBy('document.version')
    .execute()

/** Which letter, and whom it greets. */
export type LetterReader = Pick<FoundLink, 'company_id' | 'letter_id' | 'contact_name'>

/** All that a guest’s page is made of. */
type Page = {
  letter: Awaited<ReturnType<typeof selectLetter>>
  words: Awaited<ReturnType<typeof companyWords>>
  privacy_notice: string | null
  statements: Awaited<ReturnType<typeof statementsOf>>
  dues: Awaited<ReturnType<typeof readDues>>
}

const readPage = async (tables: MutabakatTrx, { company_id, letter_id }: LetterReader): Promise<Page> => {
  const letter = await selectLetter(tables, company_id, letter_id)
  const words = await companyWords(tables, company_id, templateFor('letter', letter.kind), letter.locale)
  const { privacy_notice } = await readSettings(tables, company_id)
  const statements = await statementsOf(tables, company_id, letter_id)
  return { letter, words, privacy_notice, statements, dues: await readDues(tables, letter) }
}

/** As the guest of a link sees it, or the linked company. */
export const readPortalLetter = async (tables: MutabakatTrx, reader: LetterReader): Promise<PortalLetter> =>
  showPage(await readPage(tables, reader), reader)

/** For a transaction that holds the letter's row and answers it: as it was shown, and how to see it once it is answered. */
export const readBeforeAnswer = async (tables: MutabakatTrx, reader: LetterReader) => {
  const page = await readPage(tables, reader)
  return {
    shown: showPage(page, reader),
    readAgain: async () =>
      showPage({ ...page, letter: await selectLetter(tables, reader.company_id, reader.letter_id) }, reader),
  }
}

const showPage = ({ letter, words, privacy_notice, statements, dues }: Page, reader: LetterReader): PortalLetter => {
  const answer = toAnswer(letter)
  const open = isOpen(letter.status)
  const blank = letter.style === 'blank'
  const hidden = blank && answer === null
  const documents = toDocuments(letter)
  const auditor = toAuditor(letter)
  const values = wordingValues(
    {
      no: letter.no,
      kind: letter.kind,
      company: letter.company_title,
      counterparty: letter.counterparty_title,
      documents: documents?.count ?? null,
      auditor: auditor?.firm ?? null,
      blank,
      link: '',
      contact_name: reader.contact_name,
      reply_due: letter.reply_due,
      balance: { minor: letter.minor, currency: letter.currency, side: letter.side, date: letter.balance_date },
    },
    letter.locale,
  )
  return {
    no: letter.no,
    status: letter.status,
    company: {
      title: letter.company_title,
      tax_office: letter.company_tax_office,
      vkn: letter.company_vkn,
      address: letter.company_address,
    },
    counterparty: { title: letter.counterparty_title, tax_number: letter.tax_number },
    version: letter.version,
    kind: letter.kind,
    style: letter.style,
    balance_date: letter.balance_date,
    currency: letter.currency,
    balance: hidden ? null : toMoneyJson({ minor: letter.minor, currency: letter.currency }),
    side: hidden ? null : letter.side,
    documents: documents && { ...documents, count: hidden ? null : documents.count },
    dues: hidden ? null : dues,
    auditor: auditor && { firm: auditor.firm, name: auditor.name },
    intro: fillWording(words.parts.intro ?? '', values),
    note: letter.note,
    reply_due: letter.reply_due,
    contact_name: reader.contact_name,
    answer,
    asked_until: letter.asked_until === null ? null : { day: letter.asked_until, by: letter.asked_until_by ?? '' },
    statements: statements.map(({ name, size, created_at }) => ({ name, size, at: created_at.toISOString() })),
    privacy_notice,
    can: {
      answer: open,
      pass_on: open,
      ask_time: open,
      upload: (open || letter.status === 'rejected') && statements.length < MAX_STATEMENTS,
    },
  }
}

/** The letter, for a guest with a grant. */
export const openPortalLetter = async (
  services: Services,
  token: string,
  grant: string | undefined,
): Promise<PortalLetter> => {
  const link = await findLink(services, token)
  requireGrant(services, link, grant)
  return services.store.inCompany(link.company_id, trx => readPortalLetter(withTables(trx), link))
}

/** Open letters of the company to this address, and the one of the link; each letter once, by its newest link. */
export const listPortalLetters = async (
  services: Services,
  token: string,
  grant: string | undefined,
): Promise<{ items: PortalListItem[] }> => {
  const link = await findLink(services, token)
  requireGrant(services, link, grant)
  const rows = await services.store.inCompany(link.company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.link as link')
      .innerJoin('mutabakat.letter as letter', 'letter.id', 'link.letter_id')
      .innerJoin('mutabakat.counterparty as counterparty', 'counterparty.id', 'letter.counterparty_id')
      .select([
        'link.id as link_id',
        'letter.id',
        'letter.no',
        'letter.version',
        'letter.kind',
        'letter.style',
        'letter.status',
        'letter.balance_date',
        'letter.minor',
        'letter.currency',
        'letter.side',
        'letter.reply_due',
        'letter.answered_at',
        'counterparty.title',
      ])
      .distinctOn('letter.id')
      .where('link.company_id', '=', link.company_id)
      .where('link.address', '=', link.address)
      .where('link.revoked_at', 'is', null)
      .where('link.expires_at', '>', services.now())
      .where(eb => eb.or([eb('letter.status', 'in', ['sent', 'viewed']), eb('letter.id', '=', link.letter_id)]))
      .orderBy('letter.id')
      .orderBy(sql`link.id = ${link.id} desc`)
      .orderBy('link.created_at', 'desc')
      .limit(LISTED)
      .execute(),
  )
  const secret = services.secrets.key('mutabakat-link')
  const items = rows
    .toSorted((a, b) => (a.reply_due ?? '').localeCompare(b.reply_due ?? '') || a.no.localeCompare(b.no))
    .map(row => {
      const hidden = row.style === 'blank' && row.answered_at === null
      return {
        token: makeLinkToken(row.link_id, secret),
        current: row.id === link.letter_id,
        no: row.no,
        version: row.version,
        kind: row.kind,
        status: row.status,
        counterparty: row.title,
        balance_date: row.balance_date,
        currency: row.currency,
        balance: hidden ? null : toMoneyJson({ minor: row.minor, currency: row.currency }),
        side: hidden ? null : row.side,
        reply_due: row.reply_due,
      }
    })
  return { items }
}

/** The signed file, for a guest with a grant. */
export const openPortalDocument = async (
  services: Services,
  token: string,
  grant: string | undefined,
): Promise<KeptDocument> => {
  const link = await findLink(services, token)
  requireGrant(services, link, grant)
  const letter = await services.store.inCompany(link.company_id, trx =>
    selectLetter(withTables(trx), link.company_id, link.letter_id),
  )
  // The sealed letter of a blank one would tell the figure that is asked for.
  if (letter.style === 'blank' && letter.answered_at === null) throw fail('document_not_found')
  return keepDocument(services, link.company_id, link.letter_id)
}
