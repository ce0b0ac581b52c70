/** What the partner of the sample company sends it: a letter that agrees, a form that differs, and one to compare line by line. */
import { Readable } from 'node:stream'
import type { Services } from '#platform/app'
import { toMoneyJson } from '#platform/contract'
import { incomingAnswerInput, type LetterInput, letterInput } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { type Day, otherSide } from '../../domain/index.ts'
import { SAMPLE_DIFFERENCE, sampleStatements } from '../../sample/sample-statements.ts'
import type { Actor } from '../actor.ts'
import { uploadStatement } from '../comparison/upload-statement.ts'
import { createLetter } from '../letters/create-letter.ts'
import { answerIncoming } from '../mirror/answer-incoming.ts'
import { carryLetter } from '../mirror/carry-letter.ts'
import { giveStatement } from '../mirror/give-statement.ts'
import { markRead } from '../mirror/mark-read.ts'
import { copyLink } from '../reach/copy-link.ts'
import type { SampleSides } from './link-sample.ts'

type Sent = { id: string; incoming_id: string }

/** Once: a letter that is there is not written again. */
const write = async (
  services: Services,
  author: Actor,
  input: LetterInput,
): Promise<{ id: string; status: string }> => {
  const { company_id } = author
  const known = await services.store.inCompany(company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.letter')
      .select(['id', 'status'])
      .where('company_id', '=', company_id)
      .where('counterparty_id', '=', input.counterparty_id)
      .where('balance_date', '=', input.balance_date)
      .where('kind', '=', input.kind)
      .executeTakeFirst(),
  )
  return known ?? createLetter(services, author, input)
}

/** By a link in hand, so that nothing is mailed. */
const send = async (services: Services, { sample, partner }: SampleSides, input: LetterInput): Promise<Sent> => {
  const { company_id } = partner
  const { id, status } = await write(services, partner, input)
  if (status === 'draft') await copyLink(services, partner, id)
  await carryLetter(services, { company_id, letter_id: id })
  const incoming = await services.store.inCompany(sample.company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.incoming')
      .select('id')
      .where('company_id', '=', sample.company_id)
      .where('letter_id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  return { id, incoming_id: incoming.id }
}

/** The partner's figures about `day`: those of the sample company's own letter, seen from the other side. */
export const sendMatching = async (
  services: Services,
  sides: SampleSides,
  cards: { ofPartner: string; ofSample: string },
  day: Day,
): Promise<void> => {
  const { company_id } = sides.sample
  const own = await services.store.inCompany(company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.letter')
      .select(['kind', 'minor', 'currency', 'side', 'documents_count'])
      .where('company_id', '=', company_id)
      .where('counterparty_id', '=', cards.ofPartner)
      .where('balance_date', '=', day)
      .where('kind', 'in', ['cari', 'ba'])
      .execute(),
  )
  const about = { counterparty_id: cards.ofSample, balance_date: day }
  for (const { kind, minor, currency, side, documents_count } of own) {
    const figures =
      kind === 'cari'
        ? { kind, balance: toMoneyJson({ minor, currency }), side: otherSide(side) }
        : {
            kind: 'bs',
            // An invoice more than the sample company has.
            balance: toMoneyJson({ minor: minor + 740_000n, currency }),
            side: 'B',
            documents: { count: documents_count! + 1, scope: 'paper' },
          }
    await send(services, sides, letterInput.parse({ ...about, ...figures }))
  }
}

/** A balance that the sample company has another figure for and did not agree to, with the statements of both: they are matched in the background. */
export const sendDiffering = async (
  services: Services,
  sides: SampleSides,
  cards: { ofPartner: string; ofSample: string },
  day: Day,
): Promise<void> => {
  const { sample, partner } = sides
  const money = (minor: bigint) => toMoneyJson({ minor, currency: 'TRY' })
  const balanceOf = (counterparty_id: string, minor: bigint, side: 'B' | 'A') =>
    letterInput.parse({ kind: 'cari', counterparty_id, balance_date: day, balance: money(minor), side })
  await write(services, sample, balanceOf(cards.ofPartner, SAMPLE_DIFFERENCE.receiver, 'A'))
  const { id, incoming_id } = await send(services, sides, balanceOf(cards.ofSample, SAMPLE_DIFFERENCE.sender, 'B'))
  const seen = await markRead(services, sample, incoming_id)
  if (seen.can.answer.ok)
    await answerIncoming(
      services,
      sample,
      incoming_id,
      incomingAnswerInput.parse({
        choice: 'disagree',
        reason_code: 'missing_invoice',
        own_balance: money(SAMPLE_DIFFERENCE.receiver),
        own_side: 'B',
      }),
    )
  const there = await services.store.inCompany(partner.company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.statement')
      .select('side')
      .where('company_id', '=', partner.company_id)
      .where('letter_id', '=', id)
      .execute(),
  )
  const lacks = (side: 'ours' | 'theirs') => there.every(statement => statement.side !== side)
  const statements = sampleStatements(day)
  const file = { name: `ekstre-${day}.csv`, type: 'text/csv', bytes: statements.sender }
  if (lacks('ours')) await uploadStatement(services, partner, id, 'ours', file, 'tr')
  const open = async () => ({ name: file.name, stream: Readable.from(statements.receiver) })
  if (lacks('theirs')) await giveStatement(services, sample, incoming_id, open, 'tr')
}
