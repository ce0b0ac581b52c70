import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roomKey } from '../../packages/server/src/room/room-key.ts'
import { startServer } from '../../packages/server/src/testing/start-server.ts'

const NAMES = [
  ...[
    '*',
    'company:*',
    '..',
    '../dashboard',
    'dashboard%2f',
    '%2fdashboard',
    'dash\0board',
    'dashboard\0',
    'dashboаrd',
  ],
  ...['ｄashboard', 'dashboard ', ' dashboard', 'acme/dashboard', 'dashboard/acme', 'a::b', ':', '', 'a'.repeat(129)],
]

test('[S27] every verb on every spelling of a room one may not enter is refused', async () => {
  await using running = await startServer({ limits: { messagesPerMinute: 10_000, presencePerMinute: 10_000 } })
  const owner = await running.connect({ company: 'acme', user_id: 'owner' }, { frame: { rooms: { dashboard: null } } })
  await owner.take({ type: 'room_joined' })
  await running.server.publish('dashboard', 'secret', 'acme only', { company: 'acme' })
  const stranger = await running.connect({ company: 'rival', user_id: 'x', rooms: ['board'], publish: ['board'] })
  let ref = 0
  for (const room of ['dashboard', 'Dashboard', 'DASHBOARD', ...NAMES])
    for (const verb of [
      { type: 'join' },
      { type: 'publish', event: 'x', data: 1 },
      { type: 'history', limit: 10 },
      { type: 'presence', state: {} },
      { type: 'presence_list', limit: 10 },
      { type: 'leave' },
    ]) {
      stranger.send({ ...verb, room, ref: ++ref })
      const answer = await stranger.take({ ref })
      expect(['denied', 'bad_frame', 'not_joined', 'unavailable'], `${verb.type} ${room}`).toContain(answer.code)
    }
  // What is allowed works, so the refusals are no accident.
  stranger.send({ type: 'join', room: 'board', ref: 'yes' })
  expect((await stranger.take({ ref: 'yes' })).type).toBe('room_joined')
  expect(owner.events('dashboard').map(({ data }) => data)).toEqual(['acme only'])
  expect(JSON.stringify(stranger.frames)).not.toContain('acme only')
})

test('[S28] no two tenants and rooms share a key, whatever they are called', () => {
  const company = fc.option(
    fc.oneof(fc.constantFrom('a', 'a:b', 'a*', 'a/b', '%2f', 'a%2Fb', '', '*', '[a]', '\\'), fc.string()),
    { nil: undefined },
  )
  const name = fc.oneof(
    fc.constantFrom('c', 'b:c', 'a:b:c', 'a:c', 'b'),
    fc.stringMatching(/^[A-Za-z0-9_.@=-]{1,8}(:[A-Za-z0-9_.@=-]{1,8}){0,2}$/),
  )
  fc.assert(
    fc.property(company, name, company, name, (one, first, other, second) => {
      fc.pre(one !== other || first !== second)
      const well = (text: string | undefined) => text === undefined || text.isWellFormed()
      fc.pre(well(one) && well(other))
      return roomKey(one, first) !== roomKey(other, second)
    }),
    { numRuns: 20_000 },
  )
})

test('[S28] tenants whose names contain each other hear only their own', async () => {
  await using running = await startServer()
  const companies = ['a', 'a:b', 'a*', 'a/b', 'a%2Fb', '*', 'b']
  const clients = await Promise.all(
    companies.map(company =>
      running.connect({ company, user_id: 'u' }, { frame: { rooms: { 'b:c': null, c: null } } }),
    ),
  )
  for (const client of clients) for (const room of ['b:c', 'c']) await client.take({ type: 'room_joined', room })
  for (const [index, company] of companies.entries()) await running.server.publish('c', 'x', index, { company })
  for (const [index, client] of clients.entries()) {
    await client.take({ type: 'x' })
    client.send({ type: 'ping', ts: 1 })
    await client.take({ type: 'pong' })
    expect(client.events('c').map(({ data }) => data)).toEqual([index])
    expect(client.events('b:c')).toEqual([])
  }
})

/** Regular expressions as they stand in a source file. Comments are left out first. */
const expressionsIn = (source: string): RegExp[] =>
  [
    ...source
      .replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
      .matchAll(/(?<=[=(,:!&|?[]\s*)\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/g),
  ].map(([, body, flags]) => new RegExp(body!, flags!.replace('g', '')))

test('[S21] no regular expression of the engine takes long for any text', () => {
  const root = join(import.meta.dirname, '../../packages')
  const files = ['protocol/src', 'server/src'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(path => path.endsWith('.ts') && !path.includes('.test.') && !path.includes('testing'))
      .map(path => join(root, folder, path)),
  )
  const expressions = files.flatMap(path => expressionsIn(readFileSync(path, 'utf8')))
  expect(expressions.length).toBeGreaterThan(4)
  const atoms = ['a', ' ', ':', 'a:', '.', '-', '/', '%', '"', '\\', '\n', '0', '=', 'ü', 'a ', ',', ', ', ':::a']
  const slow: string[] = []
  const measure = (expression: RegExp): void => {
    for (const atom of atoms)
      for (const tail of ['', '!', '\n', '\0']) {
        const text = atom.repeat(50_000 / atom.length) + tail
        const from = performance.now()
        expression.test(text)
        if (performance.now() - from > 50) slow.push(`${expression} on ${JSON.stringify(atom)}… ${tail}`)
      }
  }
  expressions.forEach(measure)
  expect(slow).toEqual([])
})

test('[S21] the measurement sees a bad expression', () => {
  expect(expressionsIn('const BAD = /^(a|aa)+$/u').map(String)).toEqual(['/^(a|aa)+$/u'])
})
