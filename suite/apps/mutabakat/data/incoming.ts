/** Reading letters that came in: each beside the newest letter of our own about the same thing, compared as it is read. */
import { type SqlBool, sql } from 'kysely'
import { toMoneyJson } from '#platform/contract'
import type { IncomingRow, MirrorResult } from '../contract/index.ts'
import { compareMirror, type Figure, seenFromThere } from '../domain/index.ts'
import { toDocuments } from './letter-columns.ts'
import type { MutabakatTrx } from './letters.ts'

/**
 * Compared while reading and never stored: whatever of our own books changes, the next reader sees it, and no job has to
 * find out what it touches. One look-up by index for each row of a page.
 */
export const selectIncoming = (tables: MutabakatTrx, company_id: string) =>
  tables
    .selectFrom('mutabakat.incoming as incoming')
    .leftJoin('mutabakat.counterparty as card', join =>
      join.onRef('card.id', '=', 'incoming.counterparty_id').onRef('card.company_id', '=', 'incoming.company_id'),
    )
    .leftJoinLateral(
      eb =>
        eb
          .selectFrom('mutabakat.letter as letter')
          .select([
            'letter.id as own_id',
            'letter.no as own_no',
            'letter.status as own_status',
            'letter.minor as own_minor',
            'letter.side as own_side',
            'letter.documents_count as own_count',
            'letter.documents_scope as own_scope',
          ])
          .whereRef('letter.company_id', '=', 'incoming.company_id')
          .whereRef('letter.counterparty_id', '=', 'incoming.counterparty_id')
          .whereRef('letter.balance_date', '=', 'incoming.balance_date')
          .whereRef('letter.currency', '=', 'incoming.currency')
          .where(
            sql<SqlBool>`letter.kind = case incoming.kind when 'ba' then 'bs' when 'bs' then 'ba' else incoming.kind end`,
          )
          .where('letter.status', '!=', 'cancelled')
          .orderBy('letter.created_at', 'desc')
          .orderBy('letter.version', 'desc')
          .limit(1)
          .as('own'),
      join => join.onTrue(),
    )
    .where('incoming.company_id', '=', company_id)
    .selectAll('incoming')
    .select([
      'own.own_id',
      'own.own_no',
      'own.own_status',
      'own.own_minor',
      'own.own_side',
      'own.own_count',
      'own.own_scope',
      'card.code as card_code',
      'card.title as card_title',
      'card.linked_company_id',
    ])

export type SelectedIncoming = Awaited<ReturnType<ReturnType<typeof selectIncoming>['executeTakeFirstOrThrow']>>

const signed = (minor: string, side: string) =>
  sql`case ${sql.ref(side)} when 'B' then ${sql.ref(minor)} else - ${sql.ref(minor)} end`
const sameFigure = sql<SqlBool>`(${signed('incoming.minor', 'incoming.side')} = - (${signed('own.own_minor', 'own.own_side')})
  and coalesce(incoming.doc_count = own.own_count, true))`

/** The same verdict as `compareMirror`, for a list that is narrowed to one. */
export const resultIs: Record<MirrorResult, ReturnType<typeof sql<SqlBool>>> = {
  unknown: sql<SqlBool>`(incoming.minor is not null and own.own_id is null)`,
  agrees: sql<SqlBool>`(incoming.minor is not null and own.own_id is not null and ${sameFigure})`,
  differs: sql<SqlBool>`(incoming.minor is not null and own.own_id is not null and not ${sameFigure})`,
}

/** Our own figure on the letter's sides, and what comparing says. */
const compared = (row: SelectedIncoming) => {
  const own: Figure | null =
    row.own_minor === null || row.own_side === null
      ? null
      : seenFromThere({ minor: row.own_minor, side: row.own_side, count: row.own_count })
  const told = row.minor !== null && row.side !== null ? { minor: row.minor, side: row.side } : null
  const verdict = told && compareMirror({ kind: row.kind, ...told, count: row.doc_count }, own)
  return { own, verdict }
}

export const toIncomingRow = (row: SelectedIncoming): IncomingRow => {
  const { own, verdict } = compared(row)
  const money = (minor: bigint) => toMoneyJson({ minor, currency: row.currency })
  const documents = { documents_count: row.own_count, documents_scope: row.own_scope }
  return {
    id: row.id,
    no: row.no,
    version: row.version,
    kind: row.kind,
    style: row.style,
    status: row.status,
    from: { title: row.from_title },
    counterparty:
      row.counterparty_id === null
        ? null
        : { id: row.counterparty_id, code: row.card_code ?? '', title: row.card_title ?? '' },
    balance_date: row.balance_date,
    currency: row.currency,
    balance: row.minor === null ? null : money(row.minor),
    side: row.side,
    reply_due: row.reply_due,
    own: own && {
      letter_id: row.own_id!,
      no: row.own_no!,
      status: row.own_status!,
      balance: money(own.minor),
      side: own.side,
      documents: toDocuments(documents),
    },
    result: verdict?.result ?? null,
    difference: verdict?.difference == null ? null : money(verdict.difference),
    count_difference: verdict?.count_difference ?? null,
    received_at: row.received_at.toISOString(),
    read_at: row.read_at?.toISOString() ?? null,
    answered_at: row.answered_at?.toISOString() ?? null,
    rev: row.rev,
  }
}

/** One of the company's, or undefined. */
export const findIncoming = (tables: MutabakatTrx, company_id: string, id: string) =>
  selectIncoming(tables, company_id).where('incoming.id', '=', id).executeTakeFirst()
