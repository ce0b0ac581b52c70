/** The list of cards as a file, page by page, under the headings that an import of cards reads. */
import type { Readable } from 'node:stream'
import type { Services } from '#platform/app'
import type { RouteInput } from '#platform/contract'
import { streamCsv, streamXlsx, type WritableCell } from '#platform/sheets'
import { CARD_FIELDS, type Counterparty, type routes } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { selectMembers } from '../../data/members.ts'
import { FIELD_HEADINGS } from '../../domain/index.ts'
import type { Actor } from '../actor.ts'
import { listCounterparties } from './list-counterparties.ts'

const PAGE = 200
const KIND_LETTER = { customer: 'M', supplier: 'S', both: 'T' } as const

type ExportQuery = RouteInput<typeof routes.exportCounterparties>['query']

/** Mail addresses of members, by their ids: the layout names the responsible person so. */
const mailsOfMembers = (services: Services, actor: Actor): Promise<Map<string, string>> =>
  services.store.inCompany(actor.company_id, async trx => {
    const people = await selectMembers(withTables(trx), actor.company_id).execute()
    return new Map(people.map(({ id, email }) => [id, email]))
  })

/** Pages of their own transactions: a reader that is slow holds no snapshot open. */
async function* rowsOf(services: Services, actor: Actor, query: ExportQuery): AsyncGenerator<WritableCell[]> {
  const mails = await mailsOfMembers(services, actor)
  let cursor: string | undefined
  do {
    const page = await listCounterparties(services, actor, { ...query, limit: PAGE, cursor })
    for (const card of page.items) yield CARD_FIELDS.map(field => cellOf(card, field, mails))
    cursor = page.next_cursor ?? undefined
  } while (cursor)
}

const cellOf = (card: Counterparty, field: (typeof CARD_FIELDS)[number], mails: Map<string, string>): WritableCell => {
  switch (field) {
    case 'kind':
      return KIND_LETTER[card.kind]
    case 'responsible':
      return card.responsible ? (mails.get(card.responsible.id) ?? '') : ''
    case 'active':
      return card.active ? 'E' : 'H'
    // A person's number stands in the one column of both.
    case 'tckn':
    case 'email2':
      return ''
    default:
      return card[field]
  }
}

const columns = CARD_FIELDS.map(field => ({ header: FIELD_HEADINGS[field], kind: 'text' as const }))

export const exportXlsx = (services: Services, actor: Actor, query: ExportQuery): Readable =>
  streamXlsx({ name: 'Cari kartlar', columns, rows: rowsOf(services, actor, query) })

export const exportCsv = (services: Services, actor: Actor, query: ExportQuery): Readable =>
  streamCsv({ columns, rows: rowsOf(services, actor, query) })
