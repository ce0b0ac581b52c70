/** Keyset paging for every list: opaque signed cursors that hold sort, filter and place, so a page never skips or repeats. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type QueryExecutorProvider, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { fail, type Page } from '#platform/contract'

/** What a list may be sorted by. `expression` is never null (coalesce it); `type` is its SQL type. */
export type SortColumn = {
  expression: RawBuilder<unknown>
  type: 'text' | 'bigint' | 'date' | 'timestamptz' | 'integer'
}

type Cursor = { sort: string; filter: string; value: string; id: string; back: boolean }

const COUNT_LIMIT = 10_000

const seal = (cursor: Cursor, secret: Buffer): string => {
  const body = Buffer.from(JSON.stringify(cursor)).toString('base64url')
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

const open = (text: string, secret: Buffer): Cursor => {
  const [body = '', mac = ''] = text.split('.')
  const expected = createHmac('sha256', secret).update(body).digest()
  const given = Buffer.from(mac, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw fail('bad_request', { fields: [{ path: 'cursor', code: 'cursor_invalid' }] })
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as Cursor
}

/**
 * One page of `query` (already filtered, not ordered) in the order `sort` (`-` in front for descending), ties by `id`.
 * `filter` is any text that identifies the filters: a cursor of other filters or another sort is refused with 400.
 * Cost: one count up to 10,000 and one select of `limit` + 1 rows.
 */
export const paginate = async <DB, TB extends keyof DB, Row>(options: {
  trx: QueryExecutorProvider
  query: SelectQueryBuilder<DB, TB, Row>
  sorts: Record<string, SortColumn>
  sort: string
  id: RawBuilder<unknown>
  limit: number
  cursor: string | undefined
  filter: string
  secret: Buffer
}): Promise<Page<Row>> => {
  const { trx, query, sorts, sort, id, limit, filter, secret } = options
  const descending = sort.startsWith('-')
  const column = sorts[descending ? sort.slice(1) : sort]
  if (!column) throw fail('bad_request', { fields: [{ path: 'sort', code: 'sort_unknown' }] })
  const cursor = options.cursor ? open(options.cursor, secret) : null
  if (cursor && (cursor.sort !== sort || cursor.filter !== filter))
    throw fail('bad_request', { fields: [{ path: 'cursor', code: 'cursor_invalid' }] })

  // Counted in the database: ten thousand rows fetched to learn their number cost more than the page itself.
  const first = query
    .clearSelect()
    .select(sql<number>`1`.as('one'))
    .limit(COUNT_LIMIT + 1)
  const counted = await sql<{ count: number }>`select count(*)::int as count from (${first}) as first_rows`.execute(trx)
  const count = counted.rows[0]?.count ?? 0

  const back = cursor?.back ?? false
  const upward = descending === back
  const order = upward ? sql`asc` : sql`desc`
  let page = query
    .select([sql<string>`(${column.expression})::text`.as('cursor_value'), sql<string>`(${id})::text`.as('cursor_id')])
    .orderBy(sql`${column.expression} ${order}`)
    .orderBy(sql`${id} ${order}`)
    .limit(limit + 1)
  if (cursor) {
    const than = upward ? sql`>` : sql`<`
    page = page.where(
      sql<boolean>`(${column.expression}, ${id}) ${than} (${cursor.value}::${sql.raw(column.type)}, ${cursor.id}::uuid)`,
    )
  }
  const found = (await page.execute()) as (Row & { cursor_value: string; cursor_id: string })[]
  const more = found.length > limit
  const kept = found.slice(0, limit)
  if (back) kept.reverse()
  const at = (row: (typeof kept)[number] | undefined, backward: boolean): string | null =>
    row ? seal({ sort, filter, value: row.cursor_value, id: row.cursor_id, back: backward }, secret) : null
  return {
    items: kept.map(({ cursor_value: _value, cursor_id: _id, ...row }) => row as unknown as Row),
    next_cursor: back || more ? at(kept.at(-1), false) : null,
    prev_cursor: back ? (more ? at(kept[0], true) : null) : cursor ? at(kept[0], true) : null,
    total: Math.min(count, COUNT_LIMIT),
    total_is_exact: count <= COUNT_LIMIT,
  }
}
