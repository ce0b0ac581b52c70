/** The sample as a stranger meets it: addresses, a linked company, papers and evidence, all of it past. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, type TestHttp } from '../../../../platform/app/testing/index.ts'
import { mutabakat } from '../../app.ts'
import {
  type Comparison,
  type Counterparty,
  type Evidence,
  type Incoming,
  type IncomingRow,
  type LetterDocument,
  matchJob,
  statementJob,
} from '../../contract/index.ts'
import { withTables } from '../../data/letters.ts'
import { SAMPLE_COMPANY, SAMPLE_COUNTERPARTIES, SAMPLE_PARTNER } from '../../sample/sample-companies.ts'
import { addEvidence } from '../letters/add-evidence.ts'
import { fillSample } from './fill-sample.ts'
import { runSample } from './run-sample.ts'

const TIME_ZONE = 'Europe/Istanbul'
/** Cards whose letters are kept; papers of all of them would take the test half a minute. */
const KEPT = SAMPLE_COUNTERPARTIES.slice(0, 9).map(({ code }) => code)

type Office = Awaited<ReturnType<typeof open>>
let http: TestHttp
let office: Office

const open = async () => {
  const made_at = new Date()
  const [sample, partner] = [await http.addCompany('Örnek'), await http.addCompany('Karşı')]
  await http.store.asSystem('a test gives tax numbers', async trx => {
    const give = (id: string, { vkn }: { vkn: string }) =>
      trx.updateTable('platform.company').set({ vkn }).where('id', '=', id).execute()
    await give(sample.id, SAMPLE_COMPANY)
    await give(partner.id, SAMPLE_PARTNER)
  })
  const sides = {
    sample: { company_id: sample.id, user_id: sample.owner.id, name: 'Gülşen Demir' },
    partner: { company_id: partner.id, user_id: partner.owner.id, name: SAMPLE_PARTNER.contact_name },
  }
  await fillSample(http.services, sides.sample, TIME_ZONE, sides.partner)
  const inSample = <T>(work: (tables: ReturnType<typeof withTables>) => Promise<T>) =>
    http.store.inCompany(sample.id, trx => work(withTables(trx)))
  const keep = async (codes: readonly string[]) =>
    inSample(tables =>
      tables
        .deleteFrom('mutabakat.letter')
        .where(
          'counterparty_id',
          'in',
          tables.selectFrom('mutabakat.counterparty').select('id').where('code', 'not in', codes),
        )
        .execute(),
    )
  const get = async <T>(path: string): Promise<T> =>
    (await sample.owner.call('GET', path, { company: sample.id })).json as T
  // A clock that stands still: nobody looks around meanwhile, so nobody is given a rest.
  const services = { ...http.services, now: () => made_at }
  const run = () => runSample(services, { ...sides, time_zone: TIME_ZONE }, { signal: new AbortController().signal })
  return { ...{ sample, partner, inSample, keep, get, run } }
}

beforeAll(async () => {
  http = await createTestHttp({ applications: [mutabakat] })
  // Of the jobs only those that read and match statements: the sample itself is made step by step.
  for (const { contract, handle } of mutabakat.jobs)
    if ([statementJob.name, matchJob.name].includes(contract.name))
      http.services.jobs.register(contract, (input, job) => handle(http.services, input, job))
  await http.services.jobs.start()
  office = await open()
  await office.keep(KEPT)
  await office.run()
}, 120_000)
afterAll(() => http.close())

const incoming = async () =>
  (await office.get<{ items: IncomingRow[] }>('/api/mutabakat/incoming?sort=balance_date')).items

test('[MU630] every card of the sample has a postal address of its own place, the same on every start', async () => {
  const { items } = await office.get<{ items: Counterparty[] }>('/api/counterparties?limit=200')
  expect(items).toHaveLength(SAMPLE_COUNTERPARTIES.length)
  for (const { address } of items) expect(address).toMatch(/^\D+ No: \d+\n\d{5} \S+ \/ \S+$/)
  expect(items.find(({ code }) => code === SAMPLE_PARTNER.code)?.address).toBe(SAMPLE_PARTNER.address)
})

test('[MU631] the sample is linked with its partner: letters came in that agree, that differ, and that was answered with no', async () => {
  const rows = await incoming()
  expect(rows).toMatchObject([
    { kind: 'cari', status: 'rejected', read_at: expect.any(String) },
    { kind: expect.any(String), status: 'sent', read_at: null },
    { kind: expect.any(String), status: 'sent', read_at: null },
  ])
  expect(
    rows
      .slice(1)
      .map(({ kind, result }) => [kind, result])
      .toSorted(),
  ).toEqual([
    ['bs', 'differs'],
    ['cari', 'agrees'],
  ])
  for (const row of rows) expect(Date.parse(row.received_at)).toBeLessThan(Date.now() - 3_600_000)
  const agreeing = rows.find(({ result }) => result === 'agrees')!
  const { can } = await office.get<Incoming>(`/api/mutabakat/incoming/${agreeing.id}`)
  expect(can.answer).toEqual({ ok: true, code: null })
})

test('[MU631] the one that was refused has both statements, and the line that is the difference', async () => {
  const [refused] = await incoming()
  const comparison = () => office.get<Comparison>(`/api/mutabakat/incoming/${refused!.id}/comparison`)
  await expect.poll(async () => (await comparison()).run?.state, { timeout: 30_000 }).toBe('done')
  const { because } = await office.get<Incoming>(`/api/mutabakat/incoming/${refused!.id}`)
  expect(because).toMatchObject({ number: 'BRK2026000000214', amount: { amount: '12480.00' } })
}, 60_000)

test('[MU632] what went out has its sealed paper and its whole chain, what was answered the sealed answer', async () => {
  const letters = await office.inSample(tables =>
    tables.selectFrom('mutabakat.letter').select(['id', 'status', 'sent_at', 'answered_at']).execute(),
  )
  const statuses = new Set(letters.map(({ status }) => status))
  for (const status of ['draft', 'sent', 'viewed', 'approved', 'rejected', 'expired'])
    expect(statuses).toContain(status)
  for (const { id, status, sent_at, answered_at } of letters) {
    if (sent_at === null) continue
    const { facts, broken } = await office.get<Evidence>(`/api/mutabakat/${id}/evidence`)
    const { items } = await office.get<{ items: LetterDocument[] }>(`/api/mutabakat/${id}/documents`)
    const viewed = answered_at || status === 'viewed' ? ['viewed'] : []
    const ended = answered_at ? ['answered'] : status === 'expired' ? ['expired'] : []
    expect(facts.map(({ fact }) => fact)).toEqual(['created', 'sealed', 'sent', ...viewed, ...ended])
    expect(broken).toBeNull()
    expect(facts.map(({ at }) => at)).toEqual(facts.map(({ at }) => at).toSorted())
    expect(items.map(({ kind }) => kind).toSorted()).toEqual([...(answered_at ? ['answer'] : []), 'letter'])
  }
}, 60_000)

test('[MU633] none of it rings a bell, is mailed or lies ahead, and a second run changes nothing', async () => {
  const count = async () => {
    const { rows } = await http.store.asSystem('a test counts', trx =>
      sql<Record<string, number>>`select (select count(*)::int from mutabakat.letter) as letters,
        (select count(*)::int from mutabakat.incoming) as incoming, (select count(*)::int from mutabakat.evidence) as facts,
        (select count(*)::int from mutabakat.document) as papers, (select count(*)::int from mutabakat.statement) as statements,
        (select count(*)::int from mutabakat.link_request) as questions,
        (select count(*)::int from platform.notification) as bells`.execute(trx),
    )
    return rows[0]!
  }
  const before = await count()
  expect(before.bells).toBe(0)
  expect(await http.services.mail.catcher?.list()).toEqual([])
  await office.run()
  expect(await count()).toEqual(before)
  const ahead = await office.inSample(tables =>
    tables
      .selectFrom('mutabakat.letter')
      .select('no')
      .where(({ or, eb }) =>
        or((['created_at', 'sent_at', 'viewed_at', 'answered_at'] as const).map(at => eb(at, '>', new Date()))),
      )
      .execute(),
  )
  expect(ahead).toEqual([])
}, 60_000)

test('[MU632] a letter that somebody acted upon before its turn keeps its own chain', async () => {
  const other = await open()
  await other.keep(KEPT.slice(0, 2))
  const { company_id, letter_id } = await other.inSample(tables =>
    tables
      .selectFrom('mutabakat.letter')
      .select(['company_id', 'id as letter_id'])
      .where('status', '=', 'sent')
      .executeTakeFirstOrThrow(),
  )
  await http.store.inCompany(company_id, trx =>
    addEvidence(http.services, trx, { company_id, id: letter_id }, { fact: 'opened' }),
  )
  await other.run()
  const { facts } = await other.get<Evidence>(`/api/mutabakat/${letter_id}/evidence`)
  expect(facts.map(({ fact }) => fact)).toEqual(['opened'])
}, 60_000)
