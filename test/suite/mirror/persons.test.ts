/** Data protection between linked companies: our people in letters that came in, and copies that follow an erasure. */
import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { routes } from '../../../suite/apps/mutabakat/contract/index.ts'
import {
  downloadFileRoute,
  erasePersonRoute,
  exportPersonRoute,
  findPersonRoute,
  readTaskRoute,
  removeMemberRoute,
} from '../../../suite/platform/contract/index.ts'
import type { Person } from '../person.ts'
import { NUMBERS, openMirrorWorld, until } from './mirror-world.ts'

const { test, asker, asked, twin, ours, theirs, cardOf, ask, invitationOf, linked, incomingOf, again, answer, sendTo } =
  await openMirrorWorld()
afterAll(() => test.close())

const { card } = await linked()
let day = 0
const newDay = () => `2026-03-${String(++day).padStart(2, '0')}`

const finds = async (person: Person, email: string) => {
  const found = (await person.call(findPersonRoute, { body: { email } })).body
  const counts = new Map(found.finds.map(({ kind, count }) => [kind, count]))
  return { preview: found.preview, of: (kind: string) => counts.get(kind) ?? 0 }
}
const erase = async (person: Person, email: string) => {
  const { preview } = await finds(person, email)
  const body = { person: { email }, preview, confirm: email, reason: 'KVKK başvurusu' }
  ours.need(await person.call(erasePersonRoute, { body }), 200)
}
const exported = async (person: Person, email: string) => {
  const { body } = await person.call(exportPersonRoute, { body: { person: { email }, format: 'json' } })
  const task = async () => (await person.call(readTaskRoute, { params: { id: body.task_id } }, { company: null })).body
  const { result } = await until(task, ({ state }) => state === 'done', 'the export')
  const file = await person.call(downloadFileRoute, { params: { id: result!.file_id! } })
  const { sections } = file.body as unknown as { sections: { kind: string; records: object[] }[] }
  return (kind: string) => sections.find(one => one.kind === kind)?.records
}
const rowsOf = (person: Person, ...tables: string[]) =>
  test.suite.services.store.inCompany(person.company_id, async trx => {
    const all: string[] = []
    for (const table of tables) {
      const { rows } = await sql<{
        row: string
      }>`select to_jsonb(t)::text as row from ${sql.table(`mutabakat.${table}`)} t
        where company_id = ${person.company_id}`.execute(trx)
      all.push(...rows.map(({ row }) => row))
    }
    return all.join('\n')
  })

it('[MU586] who read, answered, asked and decided is found by their account, exported, and erased; a namesake stays', async () => {
  const email = 'zeynep@baltoptan.example'
  const leaver = await test.addMember(asked.company_id, email, 'admin')
  const namesake = await test.addMember(asked.company_id, 'zeynep@ikinci.example', 'admin')
  const mine = await theirs.addCard({ tax_kind: 'vkn', tax_number: NUMBERS.lonely })
  ours.need(await leaver.call(routes.askForLink, { params: { id: mine.id } }), 202)
  const other = await cardOf(ours, NUMBERS.asked)
  await ask(asker, other.id)
  const invitation = await invitationOf(asked)
  const body = { new_code: '320.77' }
  ours.need(await leaver.call(routes.acceptLink, { params: { id: invitation.id }, body }), 200)

  const came = await incomingOf(asked, (await sendTo(card, { balance_date: newDay() })).letter)
  await leaver.call(routes.readIncoming, { params: { id: came.id } })
  const no = { choice: 'disagree', reason_code: 'other', title: 'Muhasebe Müdürü' }
  expect((await answer(leaver, came, no)).status).toBe(200)
  const untouched = await incomingOf(asked, (await sendTo(card, { balance_date: newDay() })).letter)
  await namesake.call(routes.readIncoming, { params: { id: untouched.id } })
  ours.need(await asked.call(removeMemberRoute, { params: { user_id: leaver.user_id } }), 204)

  const found = await finds(asked, email)
  expect([found.of('mutabakat.reader'), found.of('mutabakat.link')]).toEqual([1, 2])
  const records = await exported(asked, email)
  expect(records('mutabakat.reader')).toMatchObject([
    { no: came.no, answer_name: 'zeynep', answer_title: 'Muhasebe Müdürü', answer_choice: 'disagree' },
  ])
  expect(records('mutabakat.link')).toMatchObject([{ asked_by: 'zeynep' }, { decided_by: 'zeynep' }])

  await erase(asked, email)
  expect(await again(asked, came)).toMatchObject({
    status: 'rejected',
    answered_by: '***',
    answer: { choice: 'disagree', name: '***', title: null },
  })
  const left = (await rowsOf(asked, 'incoming', 'link_request', 'link_invitation')).split('\n')
  const named = left.filter(row => row.includes('zeynep'))
  expect(named).toHaveLength(1)
  expect(named[0]).toContain(untouched.id)
  const after = await finds(asked, email)
  expect([after.of('mutabakat.reader'), after.of('mutabakat.link')]).toEqual([0, 0])
  // In the sender's books it is the sender's record of who answered.
  const letter = ours.need(await asker.call(routes.listLetters, { query: { q: came.no } as never }), 200).items[0]!
  expect((await ours.find(letter.id)).answer).toMatchObject({ name: 'zeynep' })
  // What changes there later brings the name back to nobody.
  const draft = { balance: { amount: '900.00', currency: 'TRY' as const }, side: 'B' as const }
  ours.need(await asker.call(routes.reviseLetter, { params: { id: letter.id }, body: draft as never }), 201)
  const revised = await until(
    () => again(asked, came),
    ({ status }) => status === 'revised',
    'the revision',
  )
  expect(revised.answer).toMatchObject({ name: '***', title: null })
})

it('[MU586] rows of an older version are found by the name of the account', async () => {
  const email = 'eski@baltoptan.example'
  const leaver = await test.addMember(asked.company_id, email, 'member')
  const came = await incomingOf(asked, (await sendTo(card, { balance_date: newDay() })).letter)
  await leaver.call(routes.readIncoming, { params: { id: came.id } })
  await test.suite.services.store.inCompany(asked.company_id, trx =>
    sql`update mutabakat.incoming set read_by_id = null where id = ${came.id}`.execute(trx),
  )
  ours.need(await asked.call(removeMemberRoute, { params: { user_id: leaver.user_id } }), 204)
  expect((await finds(asked, email)).of('mutabakat.reader')).toBe(1)
  await erase(asked, email)
  expect(await rowsOf(asked, 'incoming')).not.toContain('"eski"')
})

it('[MU587] who was erased by the sender is gone from the copy of the linked company, also of an archived letter', async () => {
  const letter = await ours.draft({ counterparty_id: card.id, balance_date: newDay() })
  const visit = await ours.visit(letter)
  const came = await incomingOf(asked, letter)
  const name = 'Nurettin Gizlioğlu'
  const guest = test.stranger()
  const headers = { 'x-portal-grant': visit.grant }
  const params = { token: visit.token }
  const until_day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  ours.need(await guest.call(routes.portalUntil, { params, body: { day: until_day, by: name } }, { headers }), 200)
  const no = { choice: 'disagree', reason_code: 'other', name, title: 'Müdür' } as const
  expect((await ours.answer(visit, no)).status).toBe(200)
  await until(
    () => rowsOf(asked, 'incoming'),
    rows => rows.includes(name) && rows.includes('Müdür'),
    'the answer in the copy',
  )
  await test.suite.services.store.inCompany(asker.company_id, trx =>
    sql`update mutabakat.letter set status = 'archived' where id = ${letter.id}`.execute(trx),
  )
  await erase(asker, letter.counterparty.email!)
  const seen = await until(
    () => again(asked, came),
    ({ answer: given }) => given?.name === '***',
    'the erasure in the copy',
  )
  expect(seen).toMatchObject({ status: 'rejected', answer: { choice: 'disagree', title: null } })
  expect(await rowsOf(asked, 'incoming')).not.toMatch(/Gizlioğlu|Müdür/)
})

it('[MU587] a guest who compared statements is in no line, pair or consent of the comparison any more', async () => {
  const unlinked = await ours.addCard({ contact_name: 'Selim Gizlioğlu' })
  const letter = await ours.draft({ counterparty_id: unlinked.id, balance_date: newDay() })
  const visit = await ours.visit(letter)
  expect((await ours.answer(visit, { choice: 'disagree', reason_code: 'other' })).status).toBe(200)
  const csv = (row: string) => Buffer.from(`Tarih;EvrakTipi;EvrakNo;Aciklama;Borc;Alacak\n${row}`)
  const guest = test.stranger()
  const headers = { 'x-portal-grant': visit.grant }
  const params = { token: visit.token }
  const sheet = { name: 'a.csv', bytes: csv('05.01.2026;Fatura;AK-1;;;10,00\n06.01.2026;Fatura;AK-2;;;5,00') }
  expect((await guest.upload(routes.portalStatement, sheet, { params, headers })).status).toBe(201)
  const up = { params: { id: letter.id, side: 'ours' } }
  await asker.upload(routes.uploadStatement, { name: 'b.csv', bytes: csv('05.01.2026;Fatura;AK-1;;10,00;') }, up)
  const look = async () => ours.need(await guest.call(routes.portalComparison, { params }, { headers }), 200)
  await until(look, ({ run }) => run?.state === 'done', 'the matching')
  const decided = { decision: 'confirmed', rule: 'number_amount' } as const
  ours.need(await guest.call(routes.portalDecidePairs, { params, body: decided }, { headers }), 200)
  const query = { limit: 50, 'filter[side]': 'theirs' as const }
  const [line] = ours.need(await guest.call(routes.portalLoneLines, { params, query }, { headers }), 200).items
  const reason = { reason: 'other', note: null } as const
  const at = { params: { ...params, line: line!.id }, body: reason }
  ours.need(await guest.call(routes.portalExplainLine, at, { headers }), 200)
  const correction = { side: 'theirs' as const, until: '2099-01-01', note: 'düzeltilecek' }
  ours.need(await guest.call(routes.portalAgree, { params, body: { correction } }, { headers }), 200)
  const tables = ['statement', 'statement_line', 'pair', 'comparison'] as const
  const email = letter.counterparty.email!
  for (const table of tables)
    expect([table, await rowsOf(asker, table)]).toEqual([table, expect.stringMatching(`${email}|Selim`)])
  await erase(asker, email)
  expect(await rowsOf(asker, ...tables)).not.toMatch(new RegExp(`${email}|Gizlioğlu`))
  const kept = ours.need(await asker.call(routes.comparison, { params: { id: letter.id } }), 200)
  expect(kept).toMatchObject({ counts: { confirmed: 1 }, consent: { theirs: { by: '***', correction } } })
})

it('[MU642] once the link is over the receiver finds guests and auditors of what came in by their address, and erases them', async () => {
  const pair = await linked()
  const [name, auditor_name] = ['Nihal Kalıcıoğlu', 'Selin Denetçioğlu']
  const auditor = { firm: 'Doğru Denetim', name: auditor_name, email: 'selin@denetim.example', reference: null }
  const asked_of = { counterparty_id: pair.card.id, balance_date: newDay() }
  const letter = await ours.draft(asked_of)
  const confirmation = await ours.draft({ ...asked_of, kind: 'teyit', auditor })
  const visit = await ours.visit(letter)
  await ours.visit(confirmation)
  const came = await incomingOf(asked, letter)
  const confirmed = await incomingOf(asked, confirmation)
  const until_day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  const headers = { 'x-portal-grant': visit.grant }
  const params = { token: visit.token }
  ours.need(
    await test.stranger().call(routes.portalUntil, { params, body: { day: until_day, by: name } }, { headers }),
    200,
  )
  expect((await ours.answer(visit, { choice: 'agree', name, title: 'Müdür' } as never)).status).toBe(200)
  await until(
    () => again(asked, came),
    seen => seen.answer?.name === name,
    'the answer in the copy',
  )
  ours.need(await asker.call(routes.endLink, { params: { id: pair.card.id } }), 200)
  const email = letter.counterparty.email!
  for (const address of [email, auditor.email]) await erase(asker, address)
  // The copy is the receiver's record: what the sender erases now does not reach it, and no address lies in it.
  expect(await again(asked, came)).toMatchObject({ answer: { name }, letter: { asked_until: { by: name } } })
  expect(await rowsOf(asked, 'incoming')).not.toContain(email)
  for (const address of [email, auditor.email]) {
    expect((await finds(asked, address.toUpperCase())).of('mutabakat.reader')).toBe(1)
    expect((await finds(twin, address)).of('mutabakat.reader')).toBe(0)
  }
  expect((await exported(asked, email))('mutabakat.reader')).toMatchObject([
    { no: came.no, answer_name: name, asked_by: name, auditor_name: null },
  ])
  for (const address of [email, auditor.email]) {
    await erase(asked, address)
    expect((await finds(asked, address)).of('mutabakat.reader')).toBe(0)
  }
  expect(await again(asked, came)).toMatchObject({ status: 'approved', answer: { name: '***', title: null } })
  expect((await again(asked, confirmed)).letter.auditor).toEqual({ firm: 'Doğru Denetim', name: '***' })
  expect(await rowsOf(asked, 'incoming')).not.toMatch(/Kalıcıoğlu|Denetçioğlu/)
})
