/** Every route of every application, called by each role of one company with the ids of another: nothing comes, nothing moves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES, type RouteContract } from '../../suite/platform/contract/index.ts'
import { allIds, rowsOfCompany, type TableRows } from './sweep/company-rows.ts'
import type { IdFor } from './sweep/example-input.ts'
import { DECLARED, keyOf, prepareInputs, type RouteInputs, urlOf } from './sweep/inputs.ts'
import { aForm, CANARY, openTwoCompanies, type TwoCompanies } from './sweep/two-companies.ts'

let both: TwoCompanies
let before: TableRows[]
let secrets: Set<string>
let inputs: Map<RouteContract, RouteInputs>
beforeAll(async () => {
  both = await openTwoCompanies()
  before = await rowsOfCompany(both.world.store, both.theirs.id)
  secrets = allIds(before)
  inputs = new Map()
  for (const contract of both.contracts) inputs.set(contract, await prepareInputs(contract, both.theirs.id))
})
afterAll(() => both.world.close())

type Access = RouteContract['access']
const isOfRoles = (access: Access): access is { roles: readonly (typeof ROLES)[number][] } => typeof access === 'object'
const names = (contract: RouteContract): readonly string[] => inputs.get(contract)!.named

/** What was answered, with what of company B stands in it. */
const leaksOf = (text: string): string[] => {
  const found = text.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []
  return [...found.filter(id => secrets.has(id)), ...(text.includes(CANARY) ? [CANARY] : [])]
}

/** One call as somebody of company A; returns `[route, who, status, leaks]`. */
const ask = async (contract: RouteContract, role: (typeof ROLES)[number], idFor: IdFor, company?: string | null) => {
  const { params, query, body } = inputs.get(contract)!.of(idFor)
  const answer = await both.call(both.ours.people[role], contract.method, urlOf(contract, { params, query }), {
    ...(company === undefined ? {} : { company }),
    ...(contract.upload ? aForm() : body === undefined ? {} : { body }),
  })
  return { status: answer.status, leaks: leaksOf(answer.text), at: `${keyOf(contract)} as ${role}` }
}

/** 410: an invitation that is over and one that never was here look the same. A file is judged before its place. */
const isRefusal = ({ upload }: RouteContract, status: number): boolean =>
  [403, 404, 410].includes(status) || (upload !== undefined && [415, 422].includes(status))
const expectRefused = (contract: RouteContract, { at, status, leaks }: Awaited<ReturnType<typeof ask>>): void =>
  expect([at, isRefusal(contract, status) || status, leaks]).toEqual([at, true, []])

describe('[S54] company A with ids of company B', () => {
  test('[S54] the sweep has data of every kind, and knows every mounted route', async () => {
    for (const table of ['mutabakat.letter', 'mutabakat.counterparty', 'platform.task', 'platform.file'])
      expect([table, both.theirs.ids.has(table)]).toEqual([table, true])
    for (const table of ['platform.invitation', 'platform.notification', 'platform.data_request', 'platform.mail'])
      expect([table, both.theirs.ids.has(table)]).toEqual([table, true])
    const { paths } = (await both.world.guest().call('GET', '/api/openapi.json')).json as {
      paths: Record<string, object>
    }
    const mounted = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    expect(both.contracts.map(keyOf).sort()).toEqual(mounted.sort())
    const known = new Set(both.contracts.map(keyOf))
    expect(Object.keys(DECLARED).filter(key => !known.has(key))).toEqual([])
  })

  test('[S54] naming company B: every route of a company is 404 to every role of A', async () => {
    for (const contract of both.contracts.filter(({ access }) => isOfRoles(access)))
      for (const role of ROLES)
        for (const company of role === 'owner' ? [both.theirs.id, both.theirs.slug] : [both.theirs.slug]) {
          const { status, leaks, at } = await ask(contract, role, () => both.theirs.ids.get('platform.file')!, company)
          expect([at, status, leaks]).toEqual([at, 404, []])
        }
  })

  test('[S54] naming their own: every path with an id of B in it is 404 or 403, whatever the id is of', async () => {
    const ids = [...both.theirs.ids.values(), both.theirs.id, both.theirs.owner.id]
    for (const contract of both.contracts.filter(one => one.access !== 'public' && names(one).length > 0))
      for (const role of ROLES) {
        // The owner may do most, so the owner tries everything; others are told apart by their role before any id.
        const tried = role === 'owner' ? ids : ids.filter((_, index) => index % 15 === 0)
        for (const id of tried) expectRefused(contract, await ask(contract, role, () => id))
      }
  })

  test('[S54] an own thing does not open what of B is named below it', async () => {
    const nested = both.contracts.filter(one => one.access !== 'public' && names(one).length > 1)
    for (const contract of nested) {
      const [parent, ...below] = names(contract)
      for (const own of both.ours.ids.values())
        for (const [table, theirs] of both.theirs.ids) {
          const isOf = below.some(name => table.includes(name.replace(/_id$/, '')))
          if (isOf) expectRefused(contract, await ask(contract, 'owner', name => (name === parent ? own : theirs)))
        }
    }
  })

  test('[S54] ids of B in a body or a filter bring nothing of B; no list shows any of it', async () => {
    for (const contract of both.contracts.filter(one => one.access !== 'public' && names(one).length === 0)) {
      const { takesIds } = inputs.get(contract)!
      if (contract.method !== 'GET' && !takesIds) continue
      const ids = takesIds ? [...both.theirs.ids.values()] : [both.theirs.id]
      for (const role of ROLES)
        for (const id of role === 'owner' ? ids : ids.slice(0, 3)) {
          const { status, leaks, at } = await ask(contract, role, () => id)
          expect([at, status < 500, leaks]).toEqual([at, true, []])
        }
    }
  })

  test('[S54] what needs an operator is closed to every role', async () => {
    for (const contract of both.contracts.filter(({ access }) => access === 'operator'))
      for (const role of ROLES) {
        const { status, leaks, at } = await ask(contract, role, () => both.theirs.owner.id)
        expect([at, status, leaks]).toEqual([at, 403, []])
      }
  })

  test('[S54] ids of B open nothing on the routes of guests', async () => {
    for (const contract of both.contracts.filter(one => one.access === 'public' && names(one).length > 0))
      for (const id of [...both.theirs.ids.values(), both.theirs.slug]) {
        const { status, leaks, at } = await ask(contract, 'owner', () => id)
        expect([at, status >= 400 && status < 500, leaks]).toEqual([at, true, []])
      }
  })

  test('[S54] after all of it every row of B is as it was', async () => {
    const after = await rowsOfCompany(both.world.store, both.theirs.id)
    expect(after.length).toBeGreaterThan(15)
    for (const [index, { table, rows }] of after.entries())
      expect([table, rows]).toEqual([before[index]!.table, before[index]!.rows])
  })
})

describe('[S27] company B in other spellings', () => {
  /** Each reads as the id to somebody: a pattern, a way up, an escape, an end, a look-alike, another case. */
  const spellings = (id: string): string[] => [
    ...['*', '%2A', '..', '.', '%2e%2e', `..%2f${id}`, `${id}%2f..`, `%2f${id}`, `${id}%2F${id}`, `${id}%00`],
    ...[`%00${id}`, `${id}*`, `${id};a=1`, `${id}%0a`, `%20${id}`, `${id}%20`, `${id}.`, `${id}%EF%BC%8E`],
    // Full-width digits and a Cyrillic letter.
    encodeURIComponent(id.replace(/\d/, digit => String.fromCharCode(0xff10 + Number(digit)))),
    encodeURIComponent(id.replace(/[ae]/, letter => (letter === 'a' ? 'а' : 'е'))),
    ...[id.toUpperCase(), id.replaceAll('-', ''), `%7B${id}%7D`, `urn:uuid:${id}`],
  ]

  test('[S27] no spelling of an id in a path is taken, on any verb', async () => {
    const tables = ['mutabakat.letter', 'platform.file', 'platform.task']
    const ids = tables.map(table => both.theirs.ids.get(table)!)
    for (const contract of both.contracts.filter(one => one.access !== 'public' && names(one).length > 0))
      for (const [index, spelling] of ids.flatMap(spellings).entries()) {
        // Every spelling of every id on reads; on changes each spelling once, of one id after the other.
        if (contract.method !== 'GET' && index % 3 !== 0) continue
        const { body } = inputs.get(contract)!.of(() => both.theirs.id)
        const { params } = inputs.get(contract)!.of(() => spelling)
        const path = urlOf(contract, { params, query: {} })
        const { status, text } = await both.call(both.ours.owner, contract.method, path, {
          ...(contract.upload ? aForm() : body === undefined ? {} : { body }),
        })
        const at = `${contract.method} ${path}`
        expect([at, status === 400 || isRefusal(contract, status) || status, leaksOf(text)]).toEqual([at, true, []])
      }
  })

  test('[S27] no spelling of the company is taken', async () => {
    const { id, slug } = both.theirs
    const wanted = [...spellings(id), ...spellings(slug), slug.toUpperCase(), `${slug},${both.ours.slug}`, `${slug} `]
    for (const company of wanted.filter(one => /^[\x20-\x7e]+$/.test(one))) {
      const { status, text } = await both.call(both.ours.owner, 'GET', '/api/company', { company })
      expect([company, status, leaksOf(text)]).toEqual([company, 404, []])
    }
  })

  test('[S27] after all of it every row of B is as it was', async () => {
    const after = await rowsOfCompany(both.world.store, both.theirs.id)
    for (const [index, { table, rows }] of after.entries())
      expect([table, rows]).toEqual([before[index]!.table, before[index]!.rows])
  })
})
