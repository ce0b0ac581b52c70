/** Two statements of one letter: read, matched in the background, decided by both sides, and settled. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Comparison,
  type Letter,
  type Line,
  type LinePair,
  routes,
  type StatementSide,
} from '../../suite/apps/mutabakat/contract/index.ts'
import { type LetterSteps, letterSteps, type Visit } from './letter-steps.ts'
import { mailsOf } from './mails.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'
import { openWire, type Wire } from './wire.ts'

let test: TestSuite
let owner: Person
let guest: Person
let steps: LetterSteps
beforeAll(async () => {
  test = await startTestSuite()
  owner = await test.signIn()
  guest = test.stranger()
  steps = letterSteps({ member: owner, guest, nextMail: mailsOf(test.suite.services.mail.catcher!) })
})
afterAll(() => test.close())

const csv = (rows: string[]): Uint8Array =>
  Buffer.from(['Tarih;EvrakTipi;EvrakNo;Aciklama;Borc;Alacak', ...rows].join('\n'))

/** We say they owe 1,250.40; they miss our invoice of 250.40, and booked a payment we do not have. */
const OURS = csv([
  '01.09.2026;DEVİR;;;500,00;',
  '05.09.2026;Fatura;GIB2026000000101;Eylül;700,00;',
  '12.09.2026;Fatura;GIB2026000000102;;300,00;',
  '15.09.2026;Tahsilat;;Havale;;500,00',
  '20.09.2026;Fatura;GIB2026000000103;eksik;250,40;',
])
const THEIRS = csv([
  '01.09.2026;Devir;;;;500,00',
  '06.09.2026;Fatura;GIB-2026-101;;;700,00',
  '13.09.2026;Fatura;;;;300,00',
  '16.09.2026;Ödeme;;;500,00;',
  '10.06.2026;Ödeme;77;eft;100,00;',
])

const compare = async (letter: Letter): Promise<Comparison> =>
  steps.need(await owner.call(routes.comparison, { params: { id: letter.id } }), 200)

const upload = async (letter: Letter, side: StatementSide, bytes: Uint8Array) =>
  owner.upload(routes.uploadStatement, { name: `${side}.csv`, bytes }, { params: { id: letter.id, side } })

/** Asks again with every event of the room, as a screen does, until `holds`. */
const hears = async (
  wire: Wire,
  letter: Letter,
  what: string,
  holds: (comparison: Comparison) => boolean,
): Promise<Comparison> => {
  const room = `mutabakat:${letter.id}`
  for (;;) {
    const known = wire.events(room).length
    const comparison = await compare(letter)
    if (holds(comparison)) return comparison
    await wire.until(what, () => wire.events(room).length > known)
  }
}

const rejected = async (): Promise<{ letter: Letter; visit: Visit }> => {
  const letter = await steps.draft({ balance_date: '2026-09-30' })
  const visit = await steps.visit(letter)
  const answered = await steps.answer(visit, {
    choice: 'disagree',
    reason_code: 'missing_invoice',
    own_balance: { amount: '900.00', currency: 'TRY' },
    own_side: 'B',
  })
  expect(answered.status).toBe(200)
  return { letter, visit }
}

const matched = async (letter: Letter): Promise<Comparison> => {
  await using wire = await openWire(test.url, owner)
  await wire.join(`mutabakat:${letter.id}`)
  expect((await upload(letter, 'ours', OURS)).status).toBe(202)
  expect((await upload(letter, 'theirs', THEIRS)).status).toBe(202)
  return await hears(wire, letter, 'the end of matching', comparison => comparison.run?.state === 'done')
}

const pairs = async (letter: Letter): Promise<LinePair[]> =>
  (await owner.call(routes.listPairs, { params: { id: letter.id }, query: { limit: 50 } })).body.items
const lone = async (letter: Letter, side: StatementSide): Promise<Line[]> =>
  (await owner.call(routes.listLoneLines, { params: { id: letter.id }, query: { limit: 50, 'filter[side]': side } }))
    .body.items

describe('matching', () => {
  it('[MU420] both statements are read and matched in the background; what is left over has a reason', async () => {
    const { letter } = await rejected()
    const comparison = await matched(letter)
    expect(comparison).toMatchObject({
      ours: { state: 'ready', lines: 5, wrong: 0, debit: { amount: '1750.40' }, credit: { amount: '500.00' } },
      theirs: { state: 'ready', lines: 5 },
      counts: { proposed: 4, suspects: 0, only_ours: 1, only_theirs: 1 },
      difference: '350.40',
      explained: '350.40',
      open: '0.00',
    })
    expect((await pairs(letter)).map(pair => pair.rule).sort()).toEqual([
      'amount_date',
      'amount_date',
      'number_amount',
      'opening',
    ])
    expect(await lone(letter, 'ours')).toMatchObject([{ number: 'GIB2026000000103', reason: 'missing_invoice' }])
    expect(await lone(letter, 'theirs')).toMatchObject([{ number: '77', reason: 'missing_payment' }])
  })

  it('[MU429] pairs and lone lines are found by number, words and amount', async () => {
    const { letter } = await rejected()
    await matched(letter)
    const params = { id: letter.id }
    const found = async (q: string) => ({
      pairs: (await owner.call(routes.listPairs, { params, query: { limit: 50, q } })).body.items.map(
        pair => pair.rule,
      ),
      ours: (
        await owner.call(routes.listLoneLines, { params, query: { limit: 50, q, 'filter[side]': 'ours' } })
      ).body.items.map(line => line.number),
    })
    expect(await found('000101')).toEqual({ pairs: ['number_amount'], ours: [] })
    expect(await found('havale')).toEqual({ pairs: ['amount_date'], ours: [] })
    expect(await found('250,40')).toEqual({ pairs: [], ours: ['GIB2026000000103'] })
    expect(await found('%')).toEqual({ pairs: [], ours: [] })
  })

  it('[MU421] the steps of a run are told as they are found, in the room of the letter', async () => {
    const { letter } = await rejected()
    await using wire = await openWire(test.url, owner)
    await wire.join(`mutabakat:${letter.id}`)
    await upload(letter, 'ours', OURS)
    await upload(letter, 'theirs', THEIRS)
    const done = await hears(wire, letter, 'the end of matching', comparison => comparison.run?.state === 'done')
    expect(done.run!.steps.map(step => step.rule)).toEqual([
      'opening',
      'number_amount',
      'amount_date',
      'number',
      'sum',
      'suspect',
    ])
    const revs = wire.events(`mutabakat:${letter.id}`).map(event => (event.data as { rev: number }).rev)
    expect(revs).toEqual([...revs].sort((a, b) => a - b))
    expect(revs.length).toBeGreaterThan(6)
  })

  it('[MU422] a file that is no statement says why, and the other one stays', async () => {
    const { letter } = await rejected()
    await using wire = await openWire(test.url, owner)
    await wire.join(`mutabakat:${letter.id}`)
    await upload(letter, 'ours', OURS)
    await upload(letter, 'theirs', Buffer.from('Unvan;Telefon\nA;1'))
    const failed = await hears(
      wire,
      letter,
      'both read',
      ({ ours, theirs }) => ours?.state === 'ready' && theirs?.state === 'failed',
    )
    expect(failed.theirs?.error).toMatchObject({ code: 'statement_headings_not_found' })
    expect(failed.theirs?.error?.message).toContain('Tarih')
    const refused = await owner.refused(routes.matchStatements, { params: { id: letter.id } })
    expect([refused.status, refused.body.error.code]).toEqual([409, 'statements_missing'])
  })

  it('[MU422] a newer statement of a side takes the place of the one before it, with all its pairs', async () => {
    const { letter } = await rejected()
    await matched(letter)
    await using wire = await openWire(test.url, owner)
    await wire.join(`mutabakat:${letter.id}`)
    await upload(letter, 'theirs', csv(['05.09.2026;Fatura;GIB2026000000101;;;700,00']))
    const again = await hears(
      wire,
      letter,
      'the new run',
      ({ theirs, run }) => theirs?.lines === 1 && run?.state === 'done',
    )
    expect(again.counts).toEqual({ confirmed: 0, proposed: 1, suspects: 0, only_ours: 4, only_theirs: 0 })
  })
})

describe('deciding', () => {
  it('[MU423] what was refused is free again and not proposed to each other again; what was confirmed stays', async () => {
    const { letter } = await rejected()
    await matched(letter)
    const before = await pairs(letter)
    const byNumber = before.find(pair => pair.rule === 'number_amount')!
    const byDate = before.find(pair => pair.rule === 'amount_date')!
    const params = { id: letter.id }
    const confirmed = await owner.call(routes.decidePairs, {
      params,
      body: { decision: 'confirmed', ids: [byNumber.id] },
    })
    expect(confirmed.body.counts).toMatchObject({ confirmed: 1, proposed: 3 })
    const refused = await owner.call(routes.decidePairs, { params, body: { decision: 'refused', ids: [byDate.id] } })
    expect(refused.body.counts).toMatchObject({ proposed: 2, only_ours: 2, only_theirs: 2 })
    const gone = await owner.refused(routes.decidePairs, { params, body: { decision: 'confirmed', ids: [byDate.id] } })
    expect([gone.status, gone.body.error.code]).toEqual([409, 'pair_gone'])
    await using wire = await openWire(test.url, owner)
    await wire.join(`mutabakat:${letter.id}`)
    await owner.call(routes.matchStatements, { params })
    const again = await hears(wire, letter, 'the second run', ({ run }) => run?.state === 'done')
    expect(again.counts).toMatchObject({ confirmed: 1, proposed: 2 })
    const lines = (pair: LinePair) =>
      [...pair.ours, ...pair.theirs]
        .map(line => line.id)
        .sort()
        .join()
    expect((await pairs(letter)).map(lines)).not.toContain(lines(byDate))
  })

  it('[MU424] people put lines together by hand, with the difference kept; a line is in one pair', async () => {
    const { letter } = await rejected()
    await matched(letter)
    const [ours] = await lone(letter, 'ours')
    const [theirs] = await lone(letter, 'theirs')
    const params = { id: letter.id }
    const body = { ours: [ours!.id], theirs: [theirs!.id] }
    const made = await owner.call(routes.pairLines, { params, body })
    expect(made).toMatchObject({ status: 201, body: { counts: { confirmed: 1, only_ours: 0, only_theirs: 0 } } })
    expect((await pairs(letter)).find(pair => pair.rule === 'manual')).toMatchObject({ difference: '350.40' })
    expect((await owner.refused(routes.pairLines, { params, body })).body.error.code).toBe('line_not_free')
    const swapped = { ours: [theirs!.id], theirs: [ours!.id] }
    expect((await owner.refused(routes.pairLines, { params, body: swapped })).body.error.code).toBe('line_not_free')
  })

  it('[MU571] who writes over a reason that the other side wrote meanwhile is told, and other changes are none', async () => {
    const { letter, visit } = await rejected()
    await matched(letter)
    const [line] = await lone(letter, 'ours')
    const { version, id } = line!
    const params = { id: letter.id, line: id }
    const ifMatch = { headers: { 'if-match': `"${version}"` } }
    const [pair] = await pairs(letter)
    steps.need(
      await owner.call(routes.decidePairs, {
        params: { id: letter.id },
        body: { decision: 'confirmed', ids: [pair!.id] },
      }),
      200,
    )
    const theirs = { reason: 'return', note: 'iade faturası yolda' } as const
    const written = await guest.call(
      routes.portalExplainLine,
      { params: { token: visit.token, line: id }, body: theirs },
      { headers: { 'x-portal-grant': visit.grant, ...ifMatch.headers } },
    )
    expect(written.status).toBe(200)
    const body = { reason: 'missing_invoice', note: null } as const
    const late = await owner.refused(routes.explainLine, { params, body }, ifMatch)
    expect([late.status, late.body.error]).toMatchObject([412, { code: 'stale', current: { id, ...theirs } }])
    const [now] = await lone(letter, 'ours')
    expect(now).toMatchObject(theirs)
    const again = { headers: { 'if-match': `"${now!.version}"` } }
    expect((await owner.call(routes.explainLine, { params, body }, again)).status).toBe(200)
    expect((await lone(letter, 'ours'))[0]).toMatchObject(body)
  })

  it('[MU425] the guest sees and decides the same list live, and nothing of another letter', async () => {
    const { letter, visit } = await rejected()
    const stranger = await rejected()
    await matched(letter)
    const headers = { 'x-portal-grant': visit.grant }
    const params = { token: visit.token }
    const seen = await guest.call(routes.portalComparison, { params }, { headers })
    expect(seen.body.counts).toEqual((await compare(letter)).counts)
    const { token, room } = (await guest.call(routes.portalConnection, { params }, { headers })).body
    expect(room).toBe(`mutabakat:${letter.id}`)
    await using wire = await openWire(test.url, guest, token)
    expect(await wire.join(room)).toMatchObject({ type: 'room_joined' })
    for (const other of [`mutabakat:${stranger.letter.id}`, `company:${owner.company_id}`, `user:${owner.user_id}`])
      expect([other, (await wire.join(other)).type]).toEqual([other, 'error'])
    const decided = await guest.call(
      routes.portalDecidePairs,
      { params, body: { decision: 'confirmed', rule: 'number_amount' } },
      { headers },
    )
    expect(decided.body.counts.confirmed).toBe(1)
    await wire.until('the change', () => wire.events(room).length > 0)
    expect((await pairs(letter)).find(pair => pair.state === 'confirmed')?.decided).toMatchObject({ side: 'theirs' })
    const query = { limit: 50, 'filter[side]': 'ours' as const }
    expect((await guest.refused(routes.portalComparison, { params })).status).toBe(401)
    expect((await guest.refused(routes.portalPairs, { params, query: { limit: 50 } })).status).toBe(401)
    expect((await guest.refused(routes.portalLoneLines, { params, query })).status).toBe(401)
    expect((await guest.refused(routes.portalConnection, { params })).status).toBe(401)
    expect((await guest.call(routes.portalLoneLines, { params, query }, { headers })).body.items).toHaveLength(1)
  })
})

describe('a blank letter', () => {
  it('[MU590] keeps its comparison to the sender until its figure was given', async () => {
    const letter = await steps.draft({ balance_date: '2026-09-30', style: 'blank' })
    const visit = await steps.visit(letter)
    expect((await upload(letter, 'ours', OURS)).status).toBe(202)
    const headers = { 'x-portal-grant': visit.grant }
    const params = { token: visit.token }
    const query = { limit: 50, 'filter[side]': 'ours' as const }
    const looks = [
      guest.refused(routes.portalComparison, { params }, { headers }),
      guest.refused(routes.portalPairs, { params, query: { limit: 50 } }, { headers }),
      guest.refused(routes.portalLoneLines, { params, query }, { headers }),
    ]
    for (const { status, body } of await Promise.all(looks))
      expect([status, body.error.code]).toEqual([409, 'comparison_not_rejected'])
    const figure = { own_balance: { amount: '900.00', currency: 'TRY' }, own_side: 'B' } as const
    expect((await steps.answer(visit, { choice: 'balance', ...figure })).status).toBe(200)
    expect((await guest.call(routes.portalComparison, { params }, { headers })).status).toBe(200)
  })
})

describe('settling', () => {
  it('[MU426] both sides agree to one list and the letter is resolved, with correction; then nothing changes any more', async () => {
    const { letter, visit } = await rejected()
    const { rev } = await matched(letter)
    const params = { id: letter.id }
    const headers = { 'x-portal-grant': visit.grant }
    const ours = await owner.call(
      routes.agreeToDifference,
      { params, body: {} },
      { headers: { 'if-match': `"${rev}"` } },
    )
    expect(ours).toMatchObject({ status: 200, body: { consent: { ours: { correction: null }, theirs: null } } })
    expect((await steps.find(letter.id)).status).toBe('rejected')
    const [line] = await lone(letter, 'theirs')
    const explained = await guest.call(
      routes.portalExplainLine,
      { params: { token: visit.token, line: line!.id }, body: { reason: 'date_cutoff' } },
      { headers },
    )
    // The list is another one now: what was agreed to was the list before.
    expect(explained.body.consent).toEqual({ ours: null, theirs: null })
    const until = '2099-01-31'
    const correction = { side: 'theirs' as const, until, note: 'Faturayı işleyeceğiz' }
    await guest.call(routes.portalAgree, { params: { token: visit.token }, body: { correction } }, { headers })
    await using wire = await openWire(test.url, owner)
    await wire.join(`user:${owner.user_id}`)
    const settled = await owner.call(routes.agreeToDifference, { params, body: {} })
    expect(settled.body.consent.theirs).toMatchObject({ correction })
    expect((await steps.find(letter.id)).status).toBe('resolved')
    const told = await wire.until('the event', () =>
      wire.events(`user:${owner.user_id}`).find(event => event.type === 'mutabakat_approved'),
    )
    expect(told.data).toMatchObject({ mutabakat_id: letter.id, with_correction: true })
    const late = await owner.refused(routes.matchStatements, { params })
    expect([late.status, late.body.error.code]).toEqual([409, 'comparison_closed'])
  })

  it('[MU427] a difference that the lines do not cover asks who corrects it until when, and another list is stale', async () => {
    const { letter } = await rejected()
    await using wire = await openWire(test.url, owner)
    await wire.join(`mutabakat:${letter.id}`)
    await upload(letter, 'ours', OURS)
    await upload(letter, 'theirs', csv(['05.09.2026;Fatura;GIB2026000000101;;;700,00']))
    const { rev } = await hears(wire, letter, 'the end of matching', comparison => comparison.run?.state === 'done')
    const agree = (body: object, at = rev) =>
      owner.refused(
        routes.agreeToDifference,
        { params: { id: letter.id }, body: body as never },
        { headers: { 'if-match': `"${at}"` } },
      )
    const code = async (answered: ReturnType<typeof agree>) => (await answered).body.error.code
    expect(await code(agree({}, rev - 1))).toBe('comparison_changed')
    expect(await code(agree({}))).toBe('correction_required')
    const correction = { side: 'ours', note: 'Düzelteceğiz' }
    expect(await code(agree({ correction: { ...correction, until: '2020-01-01' } }))).toBe('correction_day_past')
    expect((await agree({ correction: { ...correction, until: '2099-01-01' } })).status).toBe(200)
  })

  it('[MU428] before a no there is nothing to agree on; a viewer changes nothing', async () => {
    const letter = await steps.draft()
    const early = await upload(letter, 'ours', OURS)
    expect([early.status, (early.body as never as { error: { code: string } }).error.code]).toEqual([
      409,
      'comparison_closed',
    ])
    const open = await rejected()
    const agreed = await owner.refused(routes.agreeToDifference, { params: { id: open.letter.id }, body: {} })
    expect(agreed.body.error.code).toBe('comparison_not_matched')
    const viewer = await test.addMember(owner.company_id, 'izleyen@defnegida.example', 'viewer')
    expect((await viewer.refused(routes.matchStatements, { params: { id: open.letter.id } })).status).toBe(403)
    const seen = await viewer.call(routes.comparison, { params: { id: open.letter.id } })
    expect(seen.body.can).toMatchObject({ decide: { ok: false, code: 'role_too_low' } })
  })
})
