/** What one company's people cannot reach of another's, and who may not call at all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Import, type Letter, routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { makeBalanceSheet } from '../../suite/apps/mutabakat/sample/balance-sheet.ts'
import { writeBalanceSheet } from '../../suite/apps/mutabakat/sample/write-balance-sheet.ts'
import {
  cancelTaskRoute,
  downloadFileRoute,
  endAllSessionsRoute,
  issueConnectionTokenRoute,
  type RouteContract,
  readTaskRoute,
  retryTaskRoute,
  signOutRoute,
} from '../../suite/platform/contract/index.ts'
import { finishedImport } from './import-steps.ts'
import { type LetterSteps, letterSteps } from './letter-steps.ts'
import { mailsOf } from './mails.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'
import { openWire } from './wire.ts'

let test: TestSuite
let owner: Person
let other: Person
let steps: LetterSteps
let letter: Letter
let imported: Import
beforeAll(async () => {
  test = await startTestSuite()
  owner = await test.signIn()
  other = await test.addCompany('Komşu Ticaret A.Ş.', 'komsu@komsu.example')
  const nextMail = mailsOf(test.suite.services.mail.catcher!)
  steps = letterSteps({ member: owner, guest: test.stranger(), nextMail })
  letter = await steps.draft()
  await steps.answer(await steps.visit(letter))
  letter = await steps.find(letter.id)
  const sheet = makeBalanceSheet({ rows: 5, wrong: 1, seed: 5, date: '2026-08-31' })
  imported = await finishedImport(test, owner, { name: 'bakiye.xlsx', bytes: await writeBalanceSheet(sheet) })
})
afterAll(() => test.close())

const codeOf = ({ status, body }: { status: number; body: unknown }) =>
  `${status} ${(body as { error?: { code: string } }).error?.code ?? 'ok'}`

describe('another company', () => {
  it('[MU108] every letter, file, counterparty, import and task of it is 404 by its id, for reading and for writing', async () => {
    const { id } = letter
    const calls: [RouteContract, object, string][] = [
      [routes.getLetter, { params: { id } }, 'letter_not_found'],
      [routes.letterPdf, { params: { id } }, 'letter_not_found'],
      [routes.updateLetter, { params: { id }, body: { note: 'x' } }, 'letter_not_found'],
      [routes.sendLetter, { params: { id } }, 'letter_not_found'],
      [routes.cancelLetter, { params: { id }, body: { reason: 'x' } }, 'letter_not_found'],
      [
        routes.createLetter,
        {
          body: {
            ...{ counterparty_id: letter.counterparty.id, balance_date: '2026-08-31', side: 'B', note: null },
            balance: { amount: '1.00', currency: 'TRY' },
          },
        },
        'counterparty_not_found',
      ],
      [
        routes.updateCounterparty,
        { params: { id: letter.counterparty.id }, body: { title: 'x' } },
        'counterparty_not_found',
      ],
      [routes.getImport, { params: { id: imported.id } }, 'import_not_found'],
      [routes.importErrors, { params: { id: imported.id } }, 'import_not_found'],
      [routes.importErrorsFile, { params: { id: imported.id } }, 'import_not_found'],
      [downloadFileRoute, { params: { id: letter.document!.file_id } }, 'not_found'],
      [readTaskRoute, { params: { id: imported.task_id } }, 'not_found'],
      [cancelTaskRoute, { params: { id: imported.task_id } }, 'not_found'],
      [retryTaskRoute, { params: { id: imported.task_id } }, 'not_found'],
    ]
    for (const [contract, input, code] of calls) {
      expect([contract.path, codeOf(await other.refused(contract, input))]).toEqual([contract.path, `404 ${code}`])
      // Naming the company does not make one its member.
      if (!contract.path.startsWith('/api/tasks'))
        expect(codeOf(await other.refused(contract, input, { company: owner.company }))).toBe('404 not_found')
    }
    expect(await steps.find(id)).toEqual(letter)
  })

  it('[MU108] what never was and what belongs to others look the same', async () => {
    for (const id of ['00000000-0000-7000-8000-000000000000', 'x', '%00']) {
      const answered = await other.refused(routes.getLetter, { params: { id } })
      expect([400, 404]).toContain(answered.status)
    }
    const foreign = await other.refused(routes.getLetter, { params: { id: letter.id } })
    const absent = await other.refused(routes.getLetter, { params: { id: '00000000-0000-7000-8000-000000000000' } })
    const { request_id: _one, ...theirs } = foreign.body.error
    const { request_id: _two, ...none } = absent.body.error
    expect(theirs).toEqual(none)
  })

  it('[MU108] no list, search or dashboard shows any of it', async () => {
    for (const contract of [routes.listLetters, routes.listCounterparties, routes.listImports] as const)
      expect((await other.call(contract, {})).body).toMatchObject({ items: [], total: 0 })
    const found = await other.call(routes.listLetters, { query: { q: letter.no, limit: 50 } })
    expect(found.body.items).toEqual([])
    expect((await other.call(routes.dashboard, {})).body).toMatchObject({ total: 0, recent: [], periods: [] })
  })

  it('[MU108] two companies have the same counterparty code and the same letter number without meeting', async () => {
    const card = { code: letter.counterparty.code, title: 'Aynı Kod A.Ş.', email: 'a@ayni.example' }
    const theirs = letterSteps({ member: other, guest: test.stranger(), nextMail: async () => Promise.reject() })
    const draft = await theirs.draft({}, card)
    expect(draft.no).toMatch(/^MUT-\d{4}-000001$/)
    expect((await steps.find(letter.id)).counterparty.title).toBe(letter.counterparty.title)
  })
})

/** The letter's id in every place of the path. */
const anyInput = ({ path }: { path: string }) =>
  ({ params: Object.fromEntries([...path.matchAll(/:(\w+)/g)].map(([, name]) => [name, letter.id])) }) as never

describe('who may call', () => {
  it('[MU109] nobody without a session, no member without naming a company', async () => {
    const nobody = test.stranger()
    for (const contract of Object.values(routes).filter(route => route.access !== 'public')) {
      const input = anyInput(contract)
      expect([contract.path, codeOf(await nobody.refused(contract, input))]).toEqual([
        contract.path,
        '401 unauthenticated',
      ])
      if (contract.access === 'user') continue
      expect([contract.path, codeOf(await owner.refused(contract, input, { company: null }))]).toEqual([
        contract.path,
        '400 company_required',
      ])
    }
  })

  it('[MU109] a viewer reads and exports everything but keys and questions of other companies, and changes nothing', async () => {
    // What it takes to export is made, and nothing of the company changed.
    const made = [routes.previewTemplate, routes.startExport, routes.startPackage, routes.startPrint].map(
      ({ path }) => path,
    )
    const kept = [routes.listCertificates, routes.certificateFile, routes.links].map(({ path }) => path)
    const viewer = await test.addMember(owner.company_id, 'izleyen@defnegida.example', 'viewer')
    for (const contract of Object.values(routes).filter(route => route.access !== 'public')) {
      const input = anyInput(contract)
      const open = made.includes(contract.path) || (contract.method === 'GET' && !kept.includes(contract.path))
      const expected = open ? expect.not.stringMatching(/^403/) : '403 forbidden'
      expect([contract.path, codeOf(await viewer.refused(contract, input))]).toEqual([contract.path, expected])
    }
    // Who reads it decides what may be done with it; all else is the same.
    const { can, ...seen } = (await viewer.call(routes.getLetter, { params: { id: letter.id } })).body
    expect(letter).toMatchObject(seen)
    expect(new Set(Object.values(can).map(verdict => verdict.code))).toEqual(new Set(['role_too_low']))
  })

  it('[MU109] a change that another site makes a browser send is refused, whatever the cookie', async () => {
    for (const origin of ['https://evil.example', 'null', test.url.replace('127.0.0.1', '127.0.0.2'), `${test.url}0`])
      for (const contract of [routes.createCounterparty, routes.sendLetter, routes.createImport, routes.cancelLetter])
        expect(
          codeOf(await owner.refused(contract, { params: { id: letter.id } } as never, { headers: { origin } })),
        ).toBe('403 foreign_origin')
  })

  it('[MU109] an ended session calls nothing, and its connection is closed for good', async () => {
    const leaving = await test.addMember(owner.company_id, 'giden@defnegida.example', 'member')
    const { token } = (await leaving.call(issueConnectionTokenRoute, {}, { company: null })).body
    const wire = await openWire(test.url, leaving)
    await wire.join(`company:${owner.company_id}`)
    expect((await leaving.call(routes.listLetters, {})).status).toBe(200)
    expect((await leaving.call(signOutRoute, {}, { company: null })).status).toBeLessThan(300)
    expect(codeOf(await leaving.refused(routes.listLetters, {}))).toBe('401 unauthenticated')
    expect(await wire.closed).toBe(4502)
    const late = await openWire(test.url, leaving, token)
    expect(await late.closed).toBe(4502)

    const again = await test.signIn('giden@defnegida.example')
    const twin = await test.signIn('giden@defnegida.example')
    expect((await again.call(endAllSessionsRoute, {}, { company: null })).status).toBeLessThan(300)
    expect(codeOf(await twin.refused(routes.listLetters, {}))).toBe('401 unauthenticated')
  })

  it('[MU109] who lost the membership reads nothing more, and leaves the room of the company', async () => {
    const leaving = await test.addMember(owner.company_id, 'ayrilan@defnegida.example', 'member')
    await using wire = await openWire(test.url, leaving)
    const room = `company:${owner.company_id}`
    await wire.join(room)
    const { store } = test.suite.services
    await store.asSystem('a member leaves', trx =>
      test.suite.identity.removeMember(
        trx,
        { company_id: owner.company_id, user_id: leaving.user_id },
        { actor: owner.user_id },
      ),
    )
    await wire.until('the room taken away', () =>
      wire.frames.some(frame => frame.type === 'room_left' && (frame as { room?: string }).room === room),
    )
    expect(codeOf(await leaving.refused(routes.getLetter, { params: { id: letter.id } }))).toBe('404 not_found')
    expect(await wire.join(room)).toMatchObject({ type: 'error', code: 'denied' })
  })
})
