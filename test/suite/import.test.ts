/** A thousand balances from an Excel file: what is applied, what is told, and what is said of every wrong row. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Import, MUTABAKAT_EVENTS, routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { type BalanceSheet, HEADINGS, makeBalanceSheet } from '../../suite/apps/mutabakat/sample/balance-sheet.ts'
import { writeBalanceSheet } from '../../suite/apps/mutabakat/sample/write-balance-sheet.ts'
import {
  cancelTaskRoute,
  retryTaskRoute,
  type TaskProgress,
  taskCompletedSchema,
  taskProgressSchema,
} from '../../suite/platform/contract/index.ts'
import { openSheet } from '../../suite/platform/sheets/index.ts'
import { completed, ended, finishedImport, getImport, type StartedImport, startImport } from './import-steps.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'
import { openWire, type Wire } from './wire.ts'

let test: TestSuite
let owner: Person
/** A company without the sample's letters: counts are exact. */
let other: Person
let file: { name: string; bytes: Uint8Array }
let sheet: BalanceSheet
beforeAll(async () => {
  test = await startTestSuite()
  owner = await test.signIn()
  other = await test.addCompany('Komşu Ticaret A.Ş.', 'komsu@komsu.example')
  sheet = makeBalanceSheet({ rows: 1000, wrong: 3, seed: 7, date: '2026-10-31' })
  file = { name: 'Ekim bakiyeleri.xlsx', bytes: await writeBalanceSheet(sheet) }
})
afterAll(() => test.close())

const listen = async (person: Person): Promise<Wire> => {
  const wire = await openWire(test.url, person)
  await wire.join(`user:${person.user_id}`)
  await wire.join(`company:${person.company_id}`)
  return wire
}
const progressOf = (wire: Wire, person: Person, task_id: string): TaskProgress[] =>
  wire
    .events(`user:${person.user_id}`)
    .filter(({ type, data }) => type === 'task_progress' && (data as TaskProgress).task_id === task_id)
    .map(({ data }) => taskProgressSchema.parse(data))
const lettersOf = async (person: Person) => (await person.call(routes.listLetters, { query: { limit: 1 } })).body.total
const small = async (options: Partial<Parameters<typeof makeBalanceSheet>[0]>) => {
  const made = makeBalanceSheet({ rows: 8, wrong: 0, seed: 3, date: '2026-05-31', ...options })
  return { name: 'bakiye.xlsx', bytes: await writeBalanceSheet(made) }
}
const rowsOf = async (bytes: Uint8Array): Promise<string[][]> => {
  const opened = await openSheet({ bytes: Buffer.from(bytes) })
  const rows: string[][] = []
  for await (const batch of opened.batches)
    for (const row of batch) rows.push(row.cells.map(cell => String(cell.value ?? '')))
  return rows
}

describe('a thousand rows', () => {
  let done: Import

  it('[MU130] [MU131] 997 become letters, 3 are told with reason and column, while its progress only rises', async () => {
    await using wire = await listen(other)
    const started = await startImport(other, file)
    expect(started).toMatchObject({ state: 'queued', file_name: file.name, file_size: file.bytes.length, total: null })
    const told = taskCompletedSchema.parse(await completed(wire, other, started.task_id))
    expect(told).toMatchObject({ ok: true, error: null })
    expect(told.result?.counts).toMatchObject({ created: 997, updated: 0, unchanged: 0, wrong: 3, total: 1000 })
    done = await getImport(other, started.id)
    expect(done).toMatchObject({ state: 'done', created: 997, wrong: 3, total: 1000, error: null })
    expect(done.unknown_columns).toEqual(['Özel Kod'])
    expect(await lettersOf(other)).toBe(997)

    const progress = progressOf(wire, other, started.task_id)
    expect(progress.length).toBeGreaterThan(1)
    const numbers = progress.map(({ done }) => done)
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    for (const { percent, total, errors, done } of progress) {
      expect(percent).toBeGreaterThanOrEqual(0)
      expect(percent).toBeLessThanOrEqual(100)
      expect(total).toBeGreaterThanOrEqual(done)
      expect(errors).toBeLessThanOrEqual(3)
    }
    // Passing: nobody who comes later is told of it.
    const passing = wire.events(`user:${other.user_id}`).filter(({ type }) => type === 'task_progress')
    for (const event of passing) expect(event.offset).toBeUndefined()
  })

  it('[MU130] the wrong rows have their number, column and sentence, and come as a file that reads back', async () => {
    const page = await other.call(routes.importErrors, { params: { id: done.id }, query: { limit: 50 } })
    expect(page.body.items.map(({ row }) => row)).toEqual(sheet.wrong.map(index => index + 4))
    expect(page.body.items.map(({ failures }) => failures.map(({ code }) => code))).toEqual([
      ['day_impossible'],
      ['amount_ambiguous'],
      ['vkn_invalid'],
    ])
    const columns = page.body.items.map(({ failures }) => failures[0]!.column)
    expect(new Set(columns).size).toBe(3)
    for (const { failures } of page.body.items) expect(failures[0]!.message.length).toBeGreaterThan(10)

    const xlsx = await other.call(routes.importErrorsFile, { params: { id: done.id } })
    expect(xlsx.headers.get('content-disposition')).toContain('hatali-satirlar.xlsx')
    const rows = await rowsOf(xlsx.body as unknown as Buffer)
    expect(rows[0]?.slice(0, HEADINGS.length)).toEqual([...HEADINGS])
    expect(rows).toHaveLength(4)
    expect(rows.slice(1).map(row => row[0])).toEqual(sheet.wrong.map(index => sheet.rows[index]![0]))
    expect(rows[1]?.at(-1)).toBe(page.body.items[0]!.failures[0]!.message)

    // Uploaded again as it is, the file is understood, and wrong in the same three places.
    const again = await finishedImport(test, other, { name: 'h.xlsx', bytes: xlsx.body as unknown as Buffer })
    expect(again).toMatchObject({ state: 'done', created: 0, wrong: 3, total: 3 })
  })

  it('[MU130] a tax number that lost its zeros is repaired, and counted as a warning', async () => {
    expect(done.warnings).toBeGreaterThan(50)
    const index = sheet.rows.findIndex(row => typeof row[3] === 'number')
    const found = await other.call(routes.listCounterparties, { query: { q: String(sheet.rows[index]![0]), limit: 5 } })
    const number = String(sheet.rows[index]![3])
    expect(number.length).toBeLessThan(10)
    expect(found.body.items[0]).toMatchObject({ tax_kind: 'vkn', tax_number: number.padStart(10, '0') })
  })

  it('[MU132] the same file again changes nothing: no letter, no card, no event', async () => {
    await using wire = await listen(other)
    const card = async () => (await other.call(routes.listCounterparties, { query: { limit: 200 } })).body.items
    const before = [await lettersOf(other), await card()] as const
    const again = await finishedImport(test, other, file)
    expect(again).toMatchObject({ state: 'done', created: 0, updated: 0, unchanged: 997, wrong: 3, total: 1000 })
    expect([await lettersOf(other), await card()]).toEqual(before)
    const told = wire.events(`company:${other.company_id}`)
    for (const { data } of told) expect(data).toMatchObject({ batch_id: again.id, count: 0 })
  })

  it('[MU131] one summary tells the company and who imported, not a thousand events', async () => {
    const made = await small({ rows: 60, date: '2026-04-30' })
    await using wire = await listen(other)
    const { task_id, id } = await startImport(other, made)
    await completed(wire, other, task_id)
    for (const room of [`company:${other.company_id}`, `user:${other.user_id}`]) {
      const told = await wire.until('the summary', () => {
        const found = wire.events(room).filter(({ type }) => type === 'mutabakat_created')
        return found.length > 0 && found
      })
      expect(told).toHaveLength(1)
      expect(MUTABAKAT_EVENTS.mutabakat_created.schema.parse(told[0]?.data)).toMatchObject({
        ...{ batch_id: id, count: 60, created: 60, updated: 0, message: expect.stringContaining('60') },
      })
    }
    // A small import is told letter by letter.
    const few = await startImport(other, await small({ rows: 4, date: '2026-03-31' }))
    await completed(wire, other, few.task_id)
    const created = () => wire.events(`company:${other.company_id}`).filter(({ type }) => type === 'mutabakat_created')
    await wire.until('four letters', () => created().length >= 5)
    const rest = created().slice(1)
    expect(rest.map(({ data }) => (data as { period: string }).period)).toEqual(Array(4).fill('2026-03-31'))
  })
})

describe('a balance that changed', () => {
  const changed = async (
    amount: number,
    bytes = makeBalanceSheet({ rows: 1, wrong: 0, seed: 9, date: '2026-02-28' }),
  ) => {
    const row = bytes.rows[0]!
    row[HEADINGS.indexOf('Bakiye')] = amount
    row[HEADINGS.indexOf('B/A')] = 'B'
    return { name: 'bakiye.xlsx', bytes: await writeBalanceSheet(bytes) }
  }
  const only = async () => {
    const query = { 'filter[balance_date]': '2026-02-28', sort: 'created_at', limit: 10 }
    return (await owner.call(routes.listLetters, { query })).body.items.map(row => [row.status, row.balance.amount])
  }
  const setStatus = (status: string) =>
    test.suite.services.store.asSystem('a test moves a letter', trx =>
      trx
        .withTables<{ 'mutabakat.letter': Record<string, unknown> }>()
        .updateTable('mutabakat.letter')
        .set({
          status,
          answer_choice: status === 'approved' ? 'agree' : null,
          answer_via: status === 'approved' ? 'portal' : null,
        })
        .where('balance_date', '=', '2026-02-28')
        .execute(),
    )

  it('[MU138] changes the draft; on its way it is a wrong row; agreed, only a new balance makes a new letter', async () => {
    expect(await finishedImport(test, owner, await changed(100))).toMatchObject({ created: 1 })
    expect(await finishedImport(test, owner, await changed(250.5))).toMatchObject({ created: 0, updated: 1 })
    expect(await only()).toEqual([['draft', '250.50']])
    await setStatus('sent')
    const refused = await finishedImport(test, owner, await changed(300))
    expect(refused).toMatchObject({ updated: 0, wrong: 1 })
    const errors = await owner.call(routes.importErrors, { params: { id: refused.id } })
    expect(errors.body.items[0]?.failures[0]?.code).toBe('letter_open_exists')
    await setStatus('approved')
    expect(await finishedImport(test, owner, await changed(250.5))).toMatchObject({ unchanged: 1 })
    expect(await finishedImport(test, owner, await changed(400))).toMatchObject({ created: 1 })
    expect(await only()).toEqual([
      ['approved', '250.50'],
      ['draft', '400.00'],
    ])
  })
})

describe('a task that is stopped', () => {
  it('[MU134] ends at once, keeps what it applied, and tried again finishes without doing a row twice', async () => {
    const made = makeBalanceSheet({ rows: 3000, wrong: 3, seed: 21, date: '2026-01-31' })
    const before = await lettersOf(owner)
    await using wire = await listen(owner)
    const { id, task_id } = await startImport(owner, { name: 'ocak.xlsx', bytes: await writeBalanceSheet(made) })
    await wire.until('the first rows', () => progressOf(wire, owner, task_id).some(({ done }) => done > 0))
    const cancelled = await owner.call(cancelTaskRoute, { params: { id: task_id } }, { company: null })
    expect(cancelled.body).toMatchObject({ state: 'cancelled' })
    expect(await completed(wire, owner, task_id)).toMatchObject({ ok: false, error: { code: 'task_cancelled' } })
    const stopped = await getImport(owner, id)
    expect(stopped.state).toBe('cancelled')
    expect(stopped.created).toBeLessThan(2997)
    const twice = await owner.refused(cancelTaskRoute, { params: { id: task_id } }, { company: null })
    expect([twice.status, twice.body.error.code]).toEqual([409, 'task_not_open'])

    expect((await owner.call(retryTaskRoute, { params: { id: task_id } }, { company: null })).status).toBe(200)
    await wire.until('the end', () =>
      wire.events(`user:${owner.user_id}`).some(e => e.type === 'task_completed' && (e.data as { ok: boolean }).ok),
    )
    const finished = await ended(owner, test, { id, task_id } as StartedImport)
    expect(finished).toMatchObject({ state: 'done', created: 2997, updated: 0, unchanged: 0, wrong: 3, total: 3000 })
    expect(await lettersOf(owner)).toBe(before + 2997)
  })
})
