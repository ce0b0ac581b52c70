/** Two statements of a letter between linked companies: the receiver compares inside, as the guest of the link does. */
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { routes, type StatementSide } from '../../../suite/apps/mutabakat/contract/index.ts'
import type { Person } from '../person.ts'
import { openWire } from '../wire.ts'
import { code, comparisonSteps, csv, RECEIVERS } from './comparison-steps.ts'
import { openMirrorWorld, until } from './mirror-world.ts'

const world = await openMirrorWorld()
const { test, asker, asked, member, ours, theirs, linked, incomingOf, again, answer, sendTo } = world
afterAll(() => test.close())

const { card, theirCard } = await linked()
const { newDay, disagreed, look, give, sendersUpload, done, matched } = comparisonSteps(world, card)

const auditOf = async (person: Person, action: string) =>
  test.suite.services.store.inCompany(person.company_id, trx =>
    trx
      .selectFrom('platform.audit')
      .select(['actor', 'object_id', 'new'])
      .where('action', '=', action)
      .orderBy('at', 'desc')
      .execute(),
  )

describe('a comparison from inside', () => {
  it('[MU580] after a no a member opens what the guest of the link sees, as the other side', async () => {
    const { letter, token } = await sendTo(card, { balance_date: newDay() })
    const came = await incomingOf(asked, letter)
    const { grant } = ours.need(await ours.enter(token, await ours.askCode(token, letter.counterparty.email!)), 200)
    expect(came.can.compare).toEqual({ ok: false, code: 'comparison_not_rejected' })
    expect(await code(member.refused(routes.incomingComparison, { params: { id: came.id } }))).toEqual([
      409,
      'comparison_not_rejected',
    ])
    const given = await answer(member, came, { choice: 'disagree', reason_code: 'other' })
    expect(given.body).toMatchObject({ room: `mutabakat:${letter.id}`, can: { compare: { ok: true, code: null } } })
    await sendersUpload(letter)
    await give(member, came)
    const inside = await done(came)
    const guest = test.stranger()
    const headers = { 'x-portal-grant': grant }
    const params = { token }
    expect(inside).toEqual((await guest.call(routes.portalComparison, { params }, { headers })).body)
    expect(inside).toMatchObject({
      ours: { lines: 5, by: 'patron' },
      theirs: { lines: 5, by: 'muhasebe' },
      counts: { proposed: 4, only_ours: 1, only_theirs: 1 },
    })
    const query = { limit: 50 }
    const byGuest = await guest.call(routes.portalPairs, { params, query }, { headers })
    expect((await member.call(routes.incomingPairs, { params: { id: came.id }, query })).body).toEqual(byGuest.body)
    for (const side of ['ours', 'theirs'] as const) {
      const lines = { limit: 50, 'filter[side]': side }
      const shown = await guest.call(routes.portalLoneLines, { params, query: lines }, { headers })
      const own = await member.call(routes.incomingLoneLines, { params: { id: came.id }, query: lines })
      expect(own.body).toEqual(shown.body)
      expect(own.body.items).toHaveLength(1)
    }
    // Who it is stands there by name; accounts are each company's own business.
    const all = JSON.stringify([inside, byGuest.body])
    for (const person of [asker, asked, member]) expect(all).not.toContain(person.user_id)
  })

  it('[MU580] a form of BA or BS has no lines to compare', async () => {
    const form = { kind: 'bs', balance_date: '2026-08-31', balance: { amount: '84000.00', currency: 'TRY' } }
    const { letter } = await sendTo(card, { ...form, documents: { count: 3, scope: 'all' } })
    const came = await incomingOf(asked, letter)
    const no = { choice: 'disagree', reason_code: 'other' }
    expect((await answer(member, came, no)).status).toBe(200)
    expect((await again(asked, came)).can.compare.ok).toBe(false)
    expect((await member.refused(routes.incomingComparison, { params: { id: came.id } })).status).toBe(409)
  })

  it('[MU581] they confirm, refuse, put together and explain, as the other side and by name', async () => {
    const { letter, came } = await matched()
    const params = { id: came.id }
    const confirmed = await member.call(routes.incomingDecidePairs, {
      params,
      body: { decision: 'confirmed', rule: 'number_amount' },
    })
    expect(confirmed.body.counts).toMatchObject({ confirmed: 1, proposed: 3 })
    const query = { limit: 50 }
    const pairs = (await asker.call(routes.listPairs, { params: { id: letter.id }, query })).body.items
    expect(pairs.find(({ state }) => state === 'confirmed')?.decided).toMatchObject({ by: 'muhasebe', side: 'theirs' })
    const lone = async (side: StatementSide) =>
      (await member.call(routes.incomingLoneLines, { params, query: { ...query, 'filter[side]': side } })).body
        .items[0]!
    const [theirsAlone, mine] = [await lone('ours'), await lone('theirs')]
    const at = { params: { id: came.id, line: mine.id } }
    const headers = { 'if-match': `"${mine.version}"` }
    const said = { reason: 'missing_payment', note: 'dekont yolda' } as const
    expect((await member.call(routes.incomingExplainLine, { ...at, body: said }, { headers })).status).toBe(200)
    const stale = await member.refused(
      routes.incomingExplainLine,
      { ...at, body: { reason: 'other', note: null } },
      { headers },
    )
    expect([stale.status, stale.body.error]).toMatchObject([412, { code: 'stale', current: said }])
    const made = await member.call(routes.incomingPairLines, {
      params,
      body: { ours: [theirsAlone.id], theirs: [mine.id] },
    })
    expect(made).toMatchObject({ status: 201, body: { counts: { confirmed: 2, only_ours: 0, only_theirs: 0 } } })
    // The run is the sender's to start, as it is with a guest.
    expect((await asker.call(routes.matchStatements, { params: { id: letter.id } })).status).toBe(202)
  })

  it('[MU581] with both consents the letter is resolved in both companies, and both logs say who agreed', async () => {
    const { letter, came, comparison } = await matched()
    const params = { id: came.id }
    const ifMatch = (rev: number) => ({ headers: { 'if-match': `"${rev}"` } })
    const stale = member.refused(routes.incomingAgree, { params, body: {} }, ifMatch(comparison.rev - 1))
    expect(await code(stale)).toEqual([412, 'comparison_changed'])
    const agreed = await member.call(routes.incomingAgree, { params, body: {} }, ifMatch(comparison.rev))
    expect(agreed).toMatchObject({ status: 200, body: { consent: { ours: null, theirs: { by: 'muhasebe' } } } })
    await asker.call(routes.agreeToDifference, { params: { id: letter.id }, body: {} })
    const seen = await until(
      () => again(asked, came),
      ({ status }) => status === 'resolved',
      'the settled letter',
    )
    expect(seen.can.compare.ok).toBe(true)
    expect((await look(member, came)).can.decide).toEqual({ ok: false, code: 'comparison_closed' })
    const [own] = await auditOf(asked, 'incoming.difference_agreed')
    expect(own).toMatchObject({ actor: member.user_id, object_id: came.id })
    const [sent] = await auditOf(asker, 'difference.agreed')
    expect(sent).toMatchObject({ object_id: letter.id })
    expect(JSON.stringify(await auditOf(asker, 'difference.agreed'))).not.toContain(member.user_id)
  })

  it('[MU581] who agrees last from inside is in the evidence by name and company', async () => {
    const { letter, came } = await matched()
    ours.need(await asker.call(routes.agreeToDifference, { params: { id: letter.id }, body: {} }), 200)
    ours.need(await member.call(routes.incomingAgree, { params: { id: came.id }, body: {} }), 200)
    const { facts, broken } = ours.need(await asker.call(routes.letterEvidence, { params: { id: letter.id } }), 200)
    expect(broken).toBeNull()
    expect(facts.at(-1)).toMatchObject({
      fact: 'resolved',
      link_id: null,
      detail: { by: 'muhasebe', side: 'theirs', via: 'mirror', company: card.title },
    })
  })

  it('[MU582] a given file is a paper and a fact of the letter, told to the sender, and in both logs', async () => {
    const { letter, came } = await disagreed()
    await using wire = await openWire(test.url, asker)
    await wire.join(`user:${asker.user_id}`)
    expect((await give(member, came)).status).toBe(202)
    const told = await wire.until('the news', () =>
      wire.events(`user:${asker.user_id}`).find(({ type }) => type === 'mutabakat_updated'),
    )
    expect(told.data).toMatchObject({ mutabakat_id: letter.id })
    const { facts } = ours.need(await asker.call(routes.letterEvidence, { params: { id: letter.id } }), 200)
    expect(facts.at(-1)).toMatchObject({
      fact: 'statement_uploaded',
      detail: { file: 'ekstre.csv', by: 'muhasebe', via: 'mirror' },
    })
    expect((await auditOf(asked, 'incoming.statement_given'))[0]).toMatchObject({
      actor: member.user_id,
      object_id: came.id,
      new: { no: letter.no, file_name: 'ekstre.csv' },
    })
    expect((await auditOf(asker, 'statement.uploaded'))[0]).toMatchObject({
      actor: `guest:${came.id}`,
      object_id: letter.id,
    })
    for (let turn = 2; turn <= 5; turn++) expect((await give(member, came)).status).toBe(202)
    expect(await code(give(member, came) as never)).toEqual([409, 'statements_full'])
  })

  it('[MU582] the lines of our own letter are given as they are, and nothing else of the file they came from', async () => {
    const { letter, came } = await disagreed()
    const params = { id: came.id }
    expect(came.own_statement).toBeNull()
    expect(await code(member.refused(routes.giveOwnStatement, { params }))).toEqual([409, 'statements_missing'])
    const own = await theirs.draft({ counterparty_id: theirCard.id, balance_date: came.balance_date, side: 'A' })
    await theirs.send(own)
    await until(
      () => theirs.find(own.id),
      ({ status }) => status === 'sent',
      'our letter on its way',
    )
    const whole = csv(
      [...RECEIVERS.map(row => `${theirCard.code};${row}`), '320.99;01.09.2026;Fatura;GIZLI-1;başkasının;5,00;'],
      'CariKodu;Tarih;EvrakTipi;EvrakNo;Aciklama;Borc;Alacak',
    )
    const up = { params: { id: own.id, side: 'ours' } }
    expect((await asked.upload(routes.uploadStatement, { name: 'defter.csv', bytes: whole }, up)).status).toBe(202)
    const offered = await until(
      () => again(member, came),
      ({ own_statement }) => own_statement !== null,
      'the own lines',
    )
    expect(offered.own_statement).toEqual({ lines: 5, from: '2026-06-10', to: '2026-09-16' })
    await sendersUpload(letter)
    const headers = { 'idempotency-key': crypto.randomUUID() }
    for (let turn = 0; turn < 2; turn++)
      expect((await member.call(routes.giveOwnStatement, { params }, { headers })).status).toBe(202)
    const comparison = await done(came)
    expect(comparison).toMatchObject({
      theirs: { file_name: `${came.no}.csv`, lines: 5, wrong: 0, skipped: 0, by: 'muhasebe' },
      counts: { proposed: 4, only_ours: 1, only_theirs: 1 },
      open: '0.00',
    })
    const kept = await test.suite.services.store.inCompany(asker.company_id, async trx => {
      const file = await sql<{ file_id: string }>`select file_id from mutabakat.document
        where letter_id = ${letter.id} and kind = 'statement'`.execute(trx)
      const { path } = await test.suite.services.files.read(trx, asker.company_id, file.rows[0]!.file_id)
      return { count: file.rows.length, text: await readFile(path, 'utf8') }
    })
    expect(kept.count).toBe(1)
    expect(kept.text).toContain('GIB-2026-101')
    expect(kept.text).not.toMatch(/GIZLI|320\.99|CariKodu/)
  })
})
