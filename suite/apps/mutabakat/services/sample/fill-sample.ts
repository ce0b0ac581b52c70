/** Gives the sample company of a demonstration two closed months and an open one: cards, letters, answers, history. */
import type { Insertable } from 'kysely'
import type { Services } from '#platform/app'
import { type LetterStatus, REASON_CODES, sampleJob } from '../../contract/index.ts'
import { writeDues } from '../../data/due-lines.ts'
import { figureColumns } from '../../data/letter-columns.ts'
import { type MutabakatTrx, withTables } from '../../data/letters.ts'
import { selectMembers } from '../../data/members.ts'
import type { MutabakatTables } from '../../data/tables.ts'
import { addDays, type Day, dayInZone, differenceOf, inLira, kindOf, type SignedDue } from '../../domain/index.ts'
import { monthEndBefore } from '../../sample/month-end-before.ts'
import { SAMPLE_COUNTERPARTIES, type SampleCounterparty } from '../../sample/sample-companies.ts'
import { type SampleFigures, sampleOfKinds } from '../../sample/sample-kinds.ts'
import type { Actor } from '../actor.ts'
import { searchText } from '../cards/check-card.ts'
import { takeNumbers } from '../letters/take-numbers.ts'

/** How the letters of a month stand, repeated over its counterparties. */
const CLOSED_MONTH: LetterStatus[] = ['approved', 'approved', 'approved', 'rejected', 'approved', 'expired', 'approved']
const OPEN_MONTH: LetterStatus[] = ['approved', 'sent', 'viewed', 'draft', 'approved', 'rejected', 'draft', 'sent']

/** A balance that looks like one: between some hundreds and some hundreds of thousands, the same on every start. */
const balanceOf = (company: number, month: number): { minor: bigint; side: 'B' | 'A' } => {
  const mixed = (company * 2_654_435_761 + month * 40_503) >>> 0
  return { minor: BigInt(45_000 + (mixed % 48_000_000)), side: mixed % 4 === 0 ? 'A' : 'B' }
}

/** Regions, as ERP programs keep them in a card's özel kod. */
const GROUPS = ['MARMARA', 'EGE', 'İÇ ANADOLU', 'İHRACAT'] as const

const addCards = async (
  services: Services,
  tables: MutabakatTrx,
  actor: Actor,
  companies: readonly SampleCounterparty[],
): Promise<{ id: string; company: SampleCounterparty }[]> => {
  const now = services.now()
  const cards = companies.map(company => ({ id: services.id(), company }))
  const members = await selectMembers(tables, actor.company_id).orderBy('person.id').execute()
  await tables
    .insertInto('mutabakat.counterparty')
    .values(
      cards.map(({ id, company }, index) => ({
        id,
        company_id: actor.company_id,
        code: company.code,
        title: company.title,
        kind: company.kind,
        tax_kind: 'vkn' as const,
        tax_number: company.vkn,
        tax_office: company.tax_office,
        contact_name: company.contact_name,
        email: company.email,
        mobile: null,
        locale: 'tr' as const,
        contract_notice: false,
        group_code: GROUPS[index % GROUPS.length]!,
        responsible_id: members[index % Math.max(1, members.length)]?.id ?? null,
        iban: null,
        address: company.address,
        linked_company_id: null,
        search: searchText(company.title, company.code),
        created_at: now,
        updated_at: now,
      })),
    )
    .execute()
  await tables
    .insertInto('mutabakat.contact')
    .values(
      cards
        .filter((_, index) => index % 7 === 3)
        .map(({ id, company }) => ({
          id: services.id(),
          company_id: actor.company_id,
          counterparty_id: id,
          name: null,
          email: company.email.replace('muhasebe@', 'finans@'),
          mobile: null,
          // Foreign balances go to the finance department.
          kinds: ['cari_doviz' as const],
          created_at: now,
        })),
    )
    .execute()
  return cards
}

type SampleLetter = {
  /** Absent: a balance made up from the index and the month. */
  figures?: SampleFigures
  no: string
  counterparty_id: string
  company: SampleCounterparty
  status: LetterStatus
  balance_date: Day
  index: number
  month: number
}

/** When things happened: sent a minute after the letter was written, seen and answered within days; all of it is over. */
const times = (services: Services, { balance_date, index }: SampleLetter) => {
  const written = new Date(`${addDays(balance_date, 2 + (index % 3))}T07:${String(10 + (index % 50))}:00Z`).getTime()
  const hour = 3_600_000
  // On the first days of a month what would still be to come happened just now.
  const at = (ms: number, ago_ms: number) => new Date(Math.min(written + ms, services.now().getTime() - ago_ms))
  return {
    written: at(0, 5 * hour),
    sent_at: at(60_000, 4 * hour),
    viewed_at: at(hour * (2 + (index % 40)), 3 * hour),
    answered_at: at(hour * (3 + (index % 60)), 2 * hour),
  }
}

/** Ten days after it was written; of what still waits a day to come, or the clock would end it while somebody looks. */
const replyDue = (written: Day, today: Day, { status, index }: SampleLetter): Day => {
  const due = addDays(written, 10)
  const waits = status === 'sent' || status === 'viewed'
  const earliest = addDays(today, 3 + (index % 5))
  return waits && due < earliest ? earliest : due
}

type Traces = {
  letters: Insertable<MutabakatTables['mutabakat.letter']>[]
  dues: { letter_id: string; lines: readonly SignedDue[] }[]
  history: Insertable<MutabakatTables['mutabakat.history']>[]
  links: Insertable<MutabakatTables['mutabakat.link']>[]
  deliveries: Insertable<MutabakatTables['mutabakat.delivery']>[]
}

/** One letter with the traces of what became of it; its evidence and papers follow (`prove-sample.ts`). */
const addLetter = (services: Services, actor: Actor, today: Day, letter: SampleLetter, into: Traces): void => {
  const { company_id } = actor
  const { status, company, index, figures } = letter
  const balance = figures ?? balanceOf(index, letter.month)
  const at = times(services, letter)
  const sent = status !== 'draft'
  const answered = status === 'approved' || status === 'rejected'
  // Where documents differ, whole lira do.
  const gap = figures?.documents
    ? BigInt(150_000 + ((index * 79) % 900) * 100)
    : BigInt(12_500 + ((index * 7919) % 900_000))
  const own = status === 'rejected' ? { minor: balance.minor + gap, side: balance.side } : null
  const currency = figures?.currency ?? (index % 9 === 4 ? 'EUR' : 'TRY')
  const kind = figures?.kind ?? kindOf(currency)
  const id = services.id()
  into.letters.push({
    id,
    company_id,
    no: letter.no,
    counterparty_id: letter.counterparty_id,
    balance_date: letter.balance_date,
    ...figureColumns(figures ?? { ...balance, kind, currency, documents: null, dues: null, auditor: null }),
    ...inLira({ minor: balance.minor, currency }, currency === 'EUR' ? '48.25' : null),
    status,
    note: null,
    reply_due: sent ? replyDue(at.written.toISOString().slice(0, 10), today, letter) : null,
    sender_id: actor.user_id,
    sender_name: actor.name,
    author_id: actor.user_id,
    author_name: actor.name,
    responsible_id: actor.user_id,
    responsible_name: actor.name,
    delivery_state: sent ? 'sent' : null,
    created_at: at.written,
    sent_at: sent ? at.sent_at : null,
    viewed_at: answered || status === 'viewed' ? at.viewed_at : null,
    answered_at: answered ? at.answered_at : null,
    answer_via: answered ? 'portal' : null,
    answer_choice: answered ? (status === 'approved' ? 'agree' : 'disagree') : null,
    answer_name: answered ? company.contact_name : null,
    answer_title: answered ? 'Muhasebe' : null,
    answer_reason: status === 'rejected' ? REASON_CODES[index % REASON_CODES.length]! : null,
    answer_minor: own?.minor ?? null,
    answer_side: own?.side ?? null,
    difference_minor: own && differenceOf({ ...balance, kind }, own),
    answer_count: status === 'rejected' ? (figures?.answer_count ?? null) : null,
  })
  if (figures?.dues) into.dues.push({ letter_id: id, lines: figures.dues })
  const told = (action: string, when: Date, name: string) =>
    into.history.push({ id: services.id(), company_id, letter_id: id, at: when, action, actor: name, detail: '{}' })
  told('mutabakat_created', at.written, actor.name)
  if (!sent) return
  told('mutabakat_sent', at.sent_at, actor.name)
  if (answered || status === 'viewed') told('mutabakat_viewed', at.viewed_at, company.contact_name)
  if (answered)
    told(status === 'approved' ? 'mutabakat_approved' : 'mutabakat_rejected', at.answered_at, company.contact_name)
  const link_id = services.id()
  into.links.push({
    id: link_id,
    company_id,
    letter_id: id,
    address: company.email,
    expires_at: new Date(at.sent_at.getTime() + 70 * 86_400_000),
    created_at: at.sent_at,
  })
  into.deliveries.push({
    id: services.id(),
    company_id,
    letter_id: id,
    link_id,
    channel: 'email',
    address: company.email,
    state: 'sent',
    message_id: null,
    created_at: at.sent_at,
    sent_at: at.sent_at,
  })
}

/** In a statement for each table: whoever starts the demonstration waits for this. */
const writeTraces = async (
  tables: MutabakatTrx,
  company_id: string,
  { letters, dues, history, links, deliveries }: Traces,
): Promise<void> => {
  await tables.insertInto('mutabakat.letter').values(letters).execute()
  for (const { letter_id, lines } of dues) await writeDues(tables, company_id, letter_id, lines)
  await tables.insertInto('mutabakat.history').values(history).execute()
  await tables.insertInto('mutabakat.link').values(links).execute()
  await tables.insertInto('mutabakat.delivery').values(deliveries).execute()
}

/** Of the letters that were just written, one of each kind and date. */
const addPeriods = async (services: Services, tables: MutabakatTrx, company_id: string): Promise<void> => {
  const periods = await tables
    .selectFrom('mutabakat.letter')
    .select(['kind', 'balance_date as date'])
    .distinct()
    .where('company_id', '=', company_id)
    .execute()
  const opened = { company_id, state: 'open' as const, created_at: services.now() }
  await tables
    .insertInto('mutabakat.period')
    .values(periods.map(period => ({ ...period, ...opened, id: services.id() })))
    .execute()
}

/** The start itself, and the first page somebody opens, come before it. */
const AFTER_START_MS = 3_000

/**
 * Writes past facts only: nothing is mailed and nothing is told live. What takes longer than a start may, a job completes:
 * papers, evidence, and letters of `partner`, who owns the other company. Absent: there is no other one, and no such job.
 */
export const fillSample = (services: Services, actor: Actor, time_zone: string, partner?: Actor): Promise<void> =>
  services.store.inCompany(actor.company_id, async trx => {
    const tables = withTables(trx)
    const cards = await addCards(services, tables, actor, SAMPLE_COUNTERPARTIES)
    const today = dayInZone(services.now(), time_zone)
    const traces: Traces = { letters: [], dues: [], history: [], links: [], deliveries: [] }
    for (const month of [3, 2, 1]) {
      const balance_date = monthEndBefore(today, month)
      const plan = month === 1 ? OPEN_MONTH : CLOSED_MONTH
      const chosen = cards.filter((_, index) => (index + month) % 3 !== 0)
      const numbers = await takeNumbers(tables, actor.company_id, Number(balance_date.slice(0, 4)), chosen.length)
      for (const [index, card] of chosen.entries()) {
        const status = plan[index % plan.length]!
        const letter = { no: numbers[index]!, counterparty_id: card.id, company: card.company, status }
        addLetter(services, actor, today, { ...letter, balance_date, index, month }, traces)
      }
    }
    const last = monthEndBefore(today, 1)
    const others = sampleOfKinds(cards, last)
    const numbers = await takeNumbers(tables, actor.company_id, Number(last.slice(0, 4)), others.length)
    for (const [index, letter] of others.entries())
      addLetter(services, actor, today, { ...letter, no: numbers[index]! }, traces)
    await writeTraces(tables, actor.company_id, traces)
    await addPeriods(services, tables, actor.company_id)
    if (!partner) return
    const order = {
      company_id: actor.company_id,
      owner_id: null,
      start_after: new Date(services.now().getTime() + AFTER_START_MS),
    }
    await services.jobs.enqueue(trx, sampleJob, { sample: actor, partner, time_zone }, order)
  })
