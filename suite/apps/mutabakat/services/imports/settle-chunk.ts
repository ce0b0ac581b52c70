/** What every chunk of rows goes through, whatever it is about: its cards, then what it writes, then the record of each row. */
import type { Services } from '#platform/app'
import type { MutabakatTrx } from '../../data/letters.ts'
import type { CardNews } from '../../domain/index.ts'
import { type WrittenCard, writeCards } from '../cards/write-cards.ts'
import { type GoodRow, type ImportActor, isGood, type Outcome, type ReadRow, recordRows } from './record-rows.ts'

/** Cards are by code. */
export type Written<Row> = { good: readonly GoodRow<Row>[]; cards: ReadonlyMap<string, WrittenCard> }

export type Chunk<Row> = {
  /** At most 500 that were not recorded yet, or (with `before`) are recorded as wrong. */
  rows: readonly ReadRow<Row>[]
  before: { wrong: number; warnings: number } | undefined
  newsOf: (row: Row) => CardNews
  /** What of a known card these rows may change; everything when left out. */
  only?: readonly (keyof CardNews)[]
  /** Says of each of `rows` what became of it. */
  write: (written: Written<Row>) => Promise<Outcome[]>
}

export const settleChunk = async <Row>(
  services: Services,
  tables: MutabakatTrx,
  actor: ImportActor,
  { rows, before, newsOf, only, write }: Chunk<Row>,
): Promise<Outcome[]> => {
  const good = rows.filter(isGood)
  const news = good.map(({ reading }) => newsOf(reading.row))
  const cards = await writeCards(services, tables, actor.company_id, news, only)
  const outcomes = await write({ good, cards })
  await recordRows(tables, actor, outcomes, before)
  return outcomes
}
