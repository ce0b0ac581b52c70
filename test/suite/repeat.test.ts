/** Requests that come twice, come late, or page through a long list. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LETTER_SORTS, type LetterRow, routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { makeBalanceSheet } from '../../suite/apps/mutabakat/sample/balance-sheet.ts'
import { writeBalanceSheet } from '../../suite/apps/mutabakat/sample/write-balance-sheet.ts'
import type { Page } from '../../suite/platform/contract/index.ts'
import { ended, type StartedImport } from './import-steps.ts'
import { type LetterSteps, letterSteps } from './letter-steps.ts'
import { mailsOf } from './mails.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'
import { openWire } from './wire.ts'

let test: TestSuite
let owner: Person
let manager: Person
let steps: LetterSteps
beforeAll(async () => {
  test = await startTestSuite()
  owner = await test.signIn()
  manager = await test.signIn('mehmet@defnegida.example')
  steps = letterSteps({
    ...{ member: owner, guest: test.stranger(), nextMail: mailsOf(test.suite.services.mail.catcher!) },
  })
})
afterAll(() => test.close())

const codeOf = ({ status, body }: { status: number; body: unknown }) =>
  `${status} ${(body as { error?: { code: string } }).error?.code ?? 'ok'}`
const lettersOf = async (person: Person): Promise<number> => (await person.call(routes.listLetters, {})).body.total

describe('a change of what one has not seen', () => {
  it('[MU112] is refused with the letter as it now is; the right rev, `*` and none go through', async () => {
    const letter = await steps.draft()
    const change = (note: string, match?: string) =>
      owner.refused(
        routes.updateLetter,
        { params: { id: letter.id }, body: { note } },
        match === undefined ? {} : { headers: { 'if-match': match } },
      )
    expect((await owner.call(routes.getLetter, { params: { id: letter.id } })).headers.get('etag')).toBe('"1"')
    expect((await change('ilk', '"1"')).status).toBe(200)
    for (const stale of ['"1"', 'W/"1"', '"9"', '"no rev"', '1']) {
      const refused = await change('geç', stale)
      expect([stale, codeOf(refused)]).toEqual([stale, '412 stale'])
      expect(refused.body.error.current).toMatchObject({ id: letter.id, rev: 2, note: 'ilk' })
    }
    expect((await steps.find(letter.id)).note).toBe('ilk')
    for (const fits of ['"2"', 'W/"3"', '*', undefined]) expect((await change('son', fits)).status).toBe(200)
    expect(await steps.find(letter.id)).toMatchObject({ rev: 6, note: 'son' })
  })

  it('[MU112] of two at the same instant with one rev, one is written', async () => {
    const letter = await steps.draft()
    const change = (note: string) =>
      owner.refused(
        routes.updateLetter,
        { params: { id: letter.id }, body: { note } },
        { headers: { 'if-match': '"1"' } },
      )
    const codes = (await Promise.all([change('bir'), change('iki')])).map(codeOf).sort()
    expect(codes).toEqual(['200 ok', '412 stale'])
    expect((await steps.find(letter.id)).rev).toBe(2)
  })

  it('[MU112] holds for counterparties too', async () => {
    const card = await steps.addCard()
    const change = (title: string) =>
      owner.refused(
        routes.updateCounterparty,
        { params: { id: card.id }, body: { title } },
        { headers: { 'if-match': '"1"' } },
      )
    expect((await change('Yeni Ünvan A.Ş.')).status).toBe(200)
    const stale = await change('Geç Ünvan A.Ş.')
    expect(codeOf(stale)).toBe('412 stale')
    expect(stale.body.error.current).toMatchObject({ title: 'Yeni Ünvan A.Ş.', rev: 2 })
  })
})

describe('a request sent again', () => {
  const once = (key: string) => ({ headers: { 'idempotency-key': key } })

  it('[MU113] saves one letter', async () => {
    const { id: counterparty_id } = await steps.addCard()
    const before = await lettersOf(owner)
    const key = randomUUID()
    const body = {
      ...{ counterparty_id, balance_date: '2026-07-31', side: 'B' as const, note: null },
      balance: { amount: '10.00', currency: 'TRY' as const },
    }
    const create = (given: object = {}) =>
      owner.refused(routes.createLetter, { body: { ...body, ...given } }, once(key))
    const first = await create()
    const later = await create()
    expect([first.status, later.status]).toEqual([201, 201])
    expect(later.body).toEqual(first.body)
    expect(later.headers.get('idempotency-replayed')).toBe('true')
    expect(await lettersOf(owner)).toBe(before + 1)
    expect(codeOf(await create({ note: 'başka' }))).toBe('409 idempotency_key_reused')
    // The key is this person's: another one's same key is another request, and meets the open letter.
    const theirs = await manager.refused(routes.createLetter, { body }, once(key))
    expect(codeOf(theirs)).toBe('409 letter_open_exists')
  })

  it('[MU113] sends one mail', async () => {
    const letter = await steps.draft()
    const key = randomUUID()
    const mails: string[] = []
    const stop = test.suite.services.mail.catcher!.onMail(mail => mails.push(mail.to))
    await using wire = await openWire(test.url, owner)
    await wire.join(`company:${owner.company_id}`)
    const send = () => owner.refused(routes.sendLetter, { params: { id: letter.id } }, once(key))
    const first = await send()
    expect(first.status).toBe(202)
    expect((await send()).body).toEqual(first.body)
    await wire.until('sent', () => wire.events(`company:${owner.company_id}`).some(e => e.type === 'mutabakat_sent'))
    const later = await send()
    expect(later.status).toBe(202)
    expect(later.body).toEqual(first.body)
    // Without the key it is a new wish, and refused.
    expect(codeOf(await owner.refused(routes.sendLetter, { params: { id: letter.id } }))).toBe(
      '409 letter_not_sendable',
    )
    // Mails go out in order over the same job: this one comes after any second copy.
    await steps.send(await steps.draft())
    expect(mails.filter(to => to.includes(letter.counterparty.email!))).toHaveLength(1)
    expect((await steps.find(letter.id)).deliveries).toHaveLength(1)
    stop()
  })

  it('[MU113] has one effect when both copies come at the same instant', async () => {
    const { id: counterparty_id } = await steps.addCard()
    const before = await lettersOf(owner)
    const body = {
      ...{ counterparty_id, balance_date: '2026-07-31', side: 'B' as const, note: null },
      balance: { amount: '10.00', currency: 'TRY' as const },
    }
    const key = randomUUID()
    const create = () => owner.refused(routes.createLetter, { body }, once(key))
    const twins = await Promise.all([create(), create()])
    expect(twins.map(({ status }) => status)).toEqual([201, 201])
    expect(await lettersOf(owner)).toBe(before + 1)
    expect((await create()).body).toEqual(twins.find(({ status }) => status === 201)!.body)
  })

  it('[MU113] imports one file', async () => {
    const sheet = makeBalanceSheet({ rows: 3, wrong: 0, seed: 11, date: '2026-06-30' })
    const file = { name: 'bakiye.xlsx', bytes: await writeBalanceSheet(sheet) }
    const key = randomUUID()
    const options = { ...once(key), query: { apply: '1' } }
    const first = await owner.upload(routes.createImport, file, options)
    const again = await owner.upload(routes.createImport, file, options)
    expect([first.status, again.status]).toEqual([202, 202])
    expect(again.body).toEqual(first.body)
    expect((await owner.call(routes.listImports, {})).body.total).toBe(1)
    await ended(owner, test, first.body as StartedImport)
  })

  it('[MU113] queues one task for many letters', async () => {
    const ids = await Promise.all([steps.draft(), steps.draft()].map(async letter => (await letter).id))
    const key = randomUUID()
    const send = () => owner.call(routes.sendMany, { body: { ids } }, once(key))
    const first = await send()
    expect(first.status).toBe(202)
    expect((await send()).body).toEqual(first.body)
  })
})

describe('a long list', () => {
  const page = (query: object): Promise<{ status: number; body: Page<LetterRow> }> =>
    owner.call(routes.listLetters, { query: query as never })

  it.each(LETTER_SORTS.flatMap(sort => [sort, `-${sort}`]))(
    '[MU114] sorted by %s, its pages hold each letter once, and lead back the same way',
    async sort => {
      const seen: string[][] = []
      let at = await page({ sort, limit: 7 })
      expect(at.body.prev_cursor).toBeNull()
      for (;;) {
        seen.push(at.body.items.map(row => row.id))
        if (at.body.next_cursor === null) break
        at = await page({ sort, limit: 7, cursor: at.body.next_cursor })
      }
      const all = seen.flat()
      expect(all.length).toBeGreaterThan(110)
      expect(all).toHaveLength(at.body.total)
      expect(new Set(all).size).toBe(all.length)
      expect((await page({ sort, limit: 200 })).body.items.map(row => row.id)).toEqual(all)
      for (let back = seen.length - 2; back >= 0; back--) {
        at = await page({ sort, limit: 7, cursor: at.body.prev_cursor! })
        expect(at.body.items.map(row => row.id)).toEqual(seen[back])
      }
      expect(at.body.prev_cursor).toBeNull()
      expect(at.body.next_cursor).not.toBeNull()
    },
  )

  it('[MU114] is really in the order asked for', async () => {
    const values: Record<string, (row: LetterRow) => string | bigint> = {
      no: row => row.no,
      balance_date: row => row.balance_date,
      balance: row => BigInt(row.balance.amount.replace('.', '')),
      created_at: row => row.created_at,
      answered_at: row => row.answered_at ?? '',
    }
    for (const [sort, of] of Object.entries(values)) {
      const up = (await page({ sort, limit: 200 })).body.items.map(of)
      const sorted = [...up].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      expect(up).toEqual(sorted)
      const down = (await page({ sort: `-${sort}`, limit: 200 })).body.items.map(of)
      expect(down).toEqual(sorted.reverse())
    }
  })

  it('[MU114] a cursor of other filters, another order or another list, or a changed one, is refused', async () => {
    const { next_cursor: cursor } = (await page({ sort: 'no', limit: 5 })).body
    // Not the last sign: some of its bits stand for nothing.
    const changed = `${cursor!.slice(0, -5)}${cursor!.at(-5) === 'A' ? 'B' : 'A'}${cursor!.slice(-4)}`
    const wrong = [
      { sort: 'no', limit: 5, cursor, 'filter[status]': 'draft' },
      { sort: 'no', limit: 5, cursor, q: 'gıda' },
      { sort: '-no', limit: 5, cursor },
      { limit: 5, cursor },
      { sort: 'no', limit: 5, cursor: changed },
      { sort: 'no', limit: 5, cursor: 'x' },
      { sort: 'title', limit: 5 },
    ]
    for (const query of wrong) expect((await page(query)).status).toBe(400)
    expect((await owner.refused(routes.listCounterparties, { query: { limit: 5, cursor: cursor! } })).status).toBe(400)
  })

  it('[MU114] filters narrow it to exactly what fits', async () => {
    const all = (await page({ limit: 200 })).body.items
    const cases: [object, (row: LetterRow) => boolean][] = [
      [{ 'filter[status]': 'draft,rejected' }, row => row.status === 'draft' || row.status === 'rejected'],
      [{ 'filter[side]': 'A' }, row => row.side === 'A'],
      [{ 'filter[currency]': 'EUR' }, row => row.balance.currency === 'EUR'],
      [{ 'filter[balance_date]': all[0]!.balance_date }, row => row.balance_date === all[0]!.balance_date],
      [{ q: all[0]!.no.toLowerCase() }, row => row.no === all[0]!.no],
      [{ q: all[0]!.counterparty.code }, row => row.counterparty.code === all[0]!.counterparty.code],
      [{ 'filter[undelivered]': '1' }, row => row.delivery === 'failed'],
    ]
    for (const [query, fits] of cases) {
      const found = (await page({ ...query, limit: 200 })).body
      expect(found.items.map(row => row.id)).toEqual(all.filter(fits).map(row => row.id))
      expect(found).toMatchObject({ total: found.items.length, total_is_exact: true })
    }
    for (const q of ['%', '_', '\\']) expect((await page({ q, limit: 200 })).body.total).toBeLessThan(all.length)
  })
})
