/** Pairs with their lines, and the lines that have no partner, a page at a time in the order of days. */
import { type RawBuilder, sql } from 'kysely'
import type { Services } from '#platform/app'
import { isUuid, minorToText, type Page, type RouteInput } from '#platform/contract'
import { paginate } from '#platform/store'
import { fail, type Line, type LinePair, type routes } from '../../contract/index.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { parseAmount } from '../../domain/index.ts'
import type { Party } from './open-comparison.ts'
import { toLine } from './show-line.ts'

/** Of document, description, kind of document, or of an amount as it is written anywhere. Null finds everything. */
const searched = (q: string | undefined, line: string): RawBuilder<boolean> | null => {
  const text = q?.trim()
  if (!text) return null
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const amount = parseAmount(text)
  const minor = amount.ok ? (amount.minor < 0n ? -amount.minor : amount.minor) : null
  const column = (name: string) => sql.ref(`${line}.${name}`)
  return sql<boolean>`(${column('number')} ilike ${like} or ${column('description')} ilike ${like}
    or ${column('document_type')} ilike ${like}
    or (${minor}::bigint is not null and (${column('debit_minor')} = ${minor} or ${column('credit_minor')} = ${minor})))`
}

/** 404 for a letter of another company, as everywhere. */
const requireLetter = async (tables: MutabakatTrx, party: Party): Promise<void> => {
  const letter = isUuid(party.letter_id)
    ? await tables
        .selectFrom('mutabakat.letter')
        .select('id')
        .where('company_id', '=', party.actor.company_id)
        .where('id', '=', party.letter_id)
        .executeTakeFirst()
    : undefined
  if (!letter) throw fail('letter_not_found')
}

export const listPairs = (
  services: Services,
  party: Party,
  query: RouteInput<typeof routes.listPairs>['query'],
): Promise<Page<LinePair>> =>
  services.store.inCompany(party.actor.company_id, async trx => {
    const tables = withTables(trx)
    await requireLetter(tables, party)
    const shown = query['filter[shown]']
    const all = tables
      .selectFrom('mutabakat.pair as pair')
      .selectAll()
      .where('pair.company_id', '=', party.actor.company_id)
      .where('pair.letter_id', '=', party.letter_id)
    const proposed = all.where('pair.state', '=', 'proposed')
    const pairs = {
      all: all.where('pair.state', '!=', 'refused'),
      confirmed: all.where('pair.state', '=', 'confirmed'),
      proposed: proposed.where('pair.rule', '!=', 'suspect'),
      suspects: proposed.where('pair.rule', '=', 'suspect'),
    }[shown ?? 'all']
    const found = searched(query.q, 'line')
    const page = await paginate({
      trx,
      query: found
        ? pairs.where(({ exists, selectFrom }) =>
            exists(
              selectFrom('mutabakat.statement_line as line')
                .select('line.id')
                .whereRef('line.pair_id', '=', 'pair.id')
                .where(found),
            ),
          )
        : pairs,
      sorts: { day: { expression: sql.ref('pair.day'), type: 'date' } },
      sort: 'day',
      id: sql.ref('pair.id'),
      limit: query.limit,
      cursor: query.cursor,
      filter: JSON.stringify([party.letter_id, shown ?? '', query.q ?? '']),
      secret: services.secrets.key('cursor'),
    })
    const ids = page.items.map(pair => pair.id)
    const lines = ids.length
      ? await tables
          .selectFrom('mutabakat.statement_line')
          .selectAll()
          .where('company_id', '=', party.actor.company_id)
          .where('pair_id', 'in', ids)
          .orderBy('day')
          .orderBy('position')
          .execute()
      : []
    const of = (pair_id: string, side: 'ours' | 'theirs') =>
      lines.filter(line => line.pair_id === pair_id && line.side === side).map(toLine)
    return {
      ...page,
      items: page.items.map(pair => ({
        id: pair.id,
        rule: pair.rule,
        confidence: pair.confidence,
        days: pair.days,
        difference: minorToText(pair.difference_minor),
        suspicion: pair.suspicion,
        state: pair.state,
        decided:
          pair.decided_at && pair.decided_side
            ? { by: pair.decided_by ?? '', side: pair.decided_side, at: pair.decided_at.toISOString() }
            : null,
        ours: of(pair.id, 'ours'),
        theirs: of(pair.id, 'theirs'),
      })),
    }
  })

export const listLoneLines = (
  services: Services,
  party: Party,
  query: RouteInput<typeof routes.listLoneLines>['query'],
): Promise<Page<Line>> =>
  services.store.inCompany(party.actor.company_id, async trx => {
    const tables = withTables(trx)
    await requireLetter(tables, party)
    const found = searched(query.q, 'line')
    const lone = tables
      .selectFrom('mutabakat.statement_line as line')
      .selectAll()
      .where('line.company_id', '=', party.actor.company_id)
      .where('line.letter_id', '=', party.letter_id)
      .where('line.side', '=', query['filter[side]'])
      .where('line.pair_id', 'is', null)
    const page = await paginate({
      trx,
      query: found ? lone.where(found) : lone,
      sorts: { day: { expression: sql.ref('line.day'), type: 'date' } },
      sort: 'day',
      id: sql.ref('line.id'),
      limit: query.limit,
      cursor: query.cursor,
      filter: JSON.stringify([party.letter_id, query['filter[side]'], query.q ?? '']),
      secret: services.secrets.key('cursor'),
    })
    return { ...page, items: page.items.map(toLine) }
  })
