/** The job that brings a letter, as it now is, to the linked company it was sent to; it never leaves by this before it was sent. */
import type { Services } from '#platform/app'
import { ERASED } from '#platform/privacy'
import { emit, type Trx } from '#platform/store'
import type { Incoming } from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { lockLetter } from '../letters/lock-letter.ts'
import { readPortalLetter } from '../portal/read-portal.ts'
import { localeOfCompany } from '../reader-locale.ts'
import { incomingValues, keptLetter, readerFor } from './incoming-values.ts'
import { type PersonTraces, readTraces } from './person-traces.ts'
import { tellIncoming } from './tell-incoming.ts'

type Input = { company_id: string; letter_id: string }
type Carried = {
  letter: Incoming['letter']
  traces: PersonTraces
  channels: string[]
  card_id: string
  partner_id: string
  partner_card: string
}

/** The cards of both companies of a letter; undefined when they are not linked. */
const findPartner = (services: Services, { company_id, letter_id }: Input) =>
  services.store.inCompany(company_id, trx =>
    withTables(trx)
      .selectFrom('mutabakat.letter as letter')
      .innerJoin('mutabakat.counterparty as card', 'card.id', 'letter.counterparty_id')
      .select(['card.linked_company_id'])
      .where('letter.company_id', '=', company_id)
      .where('letter.id', '=', letter_id)
      .where('card.linked_company_id', 'is not', null)
      .executeTakeFirst(),
  )

/** Read under the letter's lock, so that of two jobs the later writes the later state. */
const look = async (trx: Trx, { company_id, letter_id }: Input, partner_id: string): Promise<Carried | null> => {
  const tables = withTables(trx)
  const letter = await lockLetter(tables, company_id, letter_id)
  const card = await tables
    .selectFrom('mutabakat.counterparty')
    .select(['id', 'linked_company_id', 'linked_counterparty_id'])
    .where('company_id', '=', company_id)
    .where('id', '=', letter.counterparty_id)
    .executeTakeFirstOrThrow()
  if (letter.sent_at === null || card.linked_company_id !== partner_id || card.linked_counterparty_id === null)
    return null
  const sent = await tables
    .selectFrom('mutabakat.delivery')
    .select('channel')
    .distinct()
    .where('company_id', '=', company_id)
    .where('letter_id', '=', letter_id)
    .where('sent_at', 'is not', null)
    .orderBy('channel')
    .execute()
  const shown = keptLetter(await readPortalLetter(tables, readerFor(company_id, letter_id)))
  return {
    letter: shown,
    traces: await readTraces(tables, letter),
    channels: sent.map(({ channel }) => channel),
    card_id: card.id,
    partner_id,
    partner_card: card.linked_counterparty_id,
  }
}

/** Safe to run again: a letter comes in once, and what has not changed is not told. */
export const carryLetter = async (services: Services, input: Input): Promise<void> => {
  const found = await findPartner(services, input)
  if (!found?.linked_company_id) return
  const partner_id = found.linked_company_id
  await services.store.acrossCompanies([input.company_id, partner_id], async enter => {
    const carried = await enter(input.company_id, trx => look(trx, input, partner_id))
    if (carried) await enter(partner_id, trx => receive(services, trx, input, carried))
  })
}

const receive = async (services: Services, trx: Trx, input: Input, carried: Carried): Promise<void> => {
  const { partner_id: company_id, letter } = carried
  const tables = withTables(trx)
  const card = await tables
    .selectFrom('mutabakat.counterparty')
    .select(['id', 'title', 'responsible_id'])
    .where('company_id', '=', company_id)
    .where('id', '=', carried.partner_card)
    .where('linked_company_id', '=', input.company_id)
    .where('linked_counterparty_id', '=', carried.card_id)
    .executeTakeFirst()
  if (!card) return
  const kept = await tables
    .selectFrom('mutabakat.incoming')
    .selectAll()
    .where('company_id', '=', company_id)
    .where('letter_id', '=', input.letter_id)
    .forUpdate()
    .executeTakeFirst()
  if (kept) {
    const next = keptAsItIs(kept.letter, letter)
    if (sameLetter(kept.letter, next)) return
    await tables
      .updateTable('mutabakat.incoming')
      .set(update => ({ ...incomingValues(next), ...stillNamed(next, carried.traces), rev: update('rev', '+', 1) }))
      .where('company_id', '=', company_id)
      .where('id', '=', kept.id)
      .execute()
    await tellChanged(services, trx, company_id, { id: kept.id, rev: kept.rev + 1, letter: next })
    return
  }
  // Only what may be answered comes in: what ended before the companies were linked is no letter to the other one.
  if (letter.status !== 'sent' && letter.status !== 'viewed') return
  const id = services.id()
  await tables
    .insertInto('mutabakat.incoming')
    .values({
      id,
      company_id,
      counterparty_id: card.id,
      from_company_id: input.company_id,
      letter_id: input.letter_id,
      ...incomingValues(letter),
      ...carried.traces,
      received_at: services.now(),
      read_by: null,
      answered_by: null,
    })
    .execute()
  await tellIncoming(services, trx, company_id, { id, card, channels: carried.channels })
}

/** That the sender filed it away is no news to us, and a name that we erased does not come back. */
const keptAsItIs = (kept: Incoming['letter'], letter: Incoming['letter']): Incoming['letter'] => ({
  ...letter,
  status: letter.status === 'archived' ? kept.status : letter.status,
  answer:
    letter.answer && kept.answer?.name === ERASED ? { ...letter.answer, name: ERASED, title: null } : letter.answer,
  asked_until:
    letter.asked_until && kept.asked_until?.by === ERASED ? { ...letter.asked_until, by: ERASED } : letter.asked_until,
  auditor: letter.auditor && kept.auditor?.name === ERASED ? { ...letter.auditor, name: ERASED } : letter.auditor,
})

/** Who was erased is not found again. */
const stillNamed = ({ answer, asked_until, auditor }: Incoming['letter'], traces: PersonTraces): PersonTraces => ({
  answered_trace: answer?.name === ERASED ? null : traces.answered_trace,
  asked_trace: asked_until?.by === ERASED ? null : traces.asked_trace,
  auditor_trace: auditor?.name === ERASED ? null : traces.auditor_trace,
})

const sameLetter = (left: Incoming['letter'], right: Incoming['letter']): boolean =>
  canonical(left) === canonical(right)

/** jsonb keeps no order of members. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  )

/** To the company's screens: the letter is another one now. */
export const tellChanged = async (
  services: Services,
  trx: Trx,
  company_id: string,
  changed: { id: string; rev: number; letter: Incoming['letter'] },
): Promise<void> => {
  const { no, status, company } = changed.letter
  await emit(trx, {
    type: 'mutabakat_incoming',
    company_id,
    user_id: 'system',
    data: {
      incoming_id: changed.id,
      no,
      status,
      rev: changed.rev,
      message: services.t(await localeOfCompany(trx, company_id), 'mutabakat.events.mutabakat_incoming', {
        no,
        other: company.title,
      }),
    },
  })
}
