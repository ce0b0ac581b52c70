/** Rooms of another company, on every verb and in every spelling: asked of the door, and over a real connection. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applications } from '../../suite/applications.ts'
import { platformRooms } from '../../suite/platform/contract/index.ts'
import { mayEnter } from '../../suite/room-door.ts'
import type { Person } from './person.ts'
import { allIds, rowsOfCompany } from './sweep/company-rows.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'
import { openWire } from './wire.ts'

let suite: TestSuite
let theirs: Person
let ours: Person
let ids: string[]
beforeAll(async () => {
  suite = await startTestSuite()
  theirs = await suite.signIn()
  ours = await suite.addCompany('Komşu Ticaret A.Ş.', 'komsu@komsu.example')
  ids = [...allIds(await rowsOfCompany(suite.suite.services.store, theirs.company_id))]
})
afterAll(() => suite.close())

// Several declare events of one room.
const patterns = [
  ...new Set([...platformRooms, ...applications.flatMap(({ rooms }) => rooms)].map(({ pattern }) => pattern)),
]
const fill = (pattern: string, id: string): string => pattern.replace(/\{\w+\}/g, id)
const spellings = (id: string): string[] => [
  ...[id, id.toUpperCase(), '*', '..', `..%2f${id}`, `%2f${id}`, `${id}%2f`, `${id}\0`, `\0${id}`, `${id}*`, `${id}:*`],
  ...[` ${id}`, `${id} `, `${id}\n`, `${id}.`, `./${id}`, `${id}:`, `:${id}`, `${id}:${id}`, id.replaceAll('-', '')],
  // Full-width digits, a Cyrillic letter, and one that folds into ASCII.
  id.replace(/\d/, digit => String.fromCharCode(0xff10 + Number(digit))),
  id.replace(/[ae]/, letter => (letter === 'a' ? 'а' : 'е')),
  `${id}\u200b`,
]
const respelled = (room: string): string[] => [
  ...[room.toUpperCase(), room.replace(':', '%3A'), room.replace(':', '\uff1a'), `/${room}`, `${room}/`, ` ${room}`],
  room.replace(/[aeo]/, letter => ({ a: 'а', e: 'е', o: 'о' })[letter]!),
]

test('[S27] the door of the rooms opens to nobody of another company, whatever stands in the name', async () => {
  const { identity, services } = suite.suite
  const enter = (who: Person, room: string, action: 'join' | 'publish') =>
    mayEnter({ identity, applications, services }, who.user_id, room, action)
  // The control: the door does open.
  expect(await enter(theirs, `company:${theirs.company_id}`, 'join')).toBe(true)
  const named = [theirs.company_id, theirs.user_id, theirs.company, ...ids.slice(0, 6)]
  for (const pattern of patterns)
    for (const id of named)
      for (const room of [...spellings(id).map(one => fill(pattern, one)), ...respelled(fill(pattern, id))])
        for (const action of ['join', 'publish'] as const)
          expect([room, action, await enter(ours, room, action)]).toEqual([room, action, false])
})

test('[S27] over the wire every verb on such a room is an error, and nothing of it arrives', async () => {
  const id = theirs.company_id
  const rooms = patterns.map(pattern => fill(pattern, id))
  const odd = [`company:${id.toUpperCase()}`, `company:${id}\0`, 'company:*', 'company:..', `company:${id}%2f`]
  await using wire = await openWire(suite.url, ours)
  await using member = await openWire(suite.url, theirs)
  expect(await member.join(`company:${id}`)).toMatchObject({ type: 'room_joined' })
  let refs = 0
  for (const room of [...rooms, ...odd]) {
    const first = refs
    wire.send({ type: 'join', room, ref: ++refs })
    wire.send({
      type: 'publish',
      room,
      event: 'members_changed',
      data: { user_id: ours.user_id, role: 'owner' },
      ref: ++refs,
    })
    wire.send({ type: 'history', room, limit: 10, ref: ++refs })
    wire.send({ type: 'presence_list', room, limit: 10, ref: ++refs })
    const answers = await wire.until(`answers about ${room}`, () => {
      const found = wire.frames.filter(frame => 'ref' in frame && Number(frame.ref) > first)
      return found.length === 4 && found
    })
    expect([room, answers.map(({ type }) => type)]).toEqual([room, ['error', 'error', 'error', 'error']])
    wire.send({ type: 'presence', room, state: { here: true } })
  }
  // What happens there meanwhile is heard by its members, and by nobody else.
  const { store } = suite.suite.services
  await store.asSystem('a member joins', async trx => {
    const { user_id } = await suite.suite.identity.createUser(trx, {
      ...{ name: 'Yeni', email: 'yeni@defnegida.example', password: 'nabiz-ornek-2026', locale: null },
    })
    await suite.suite.identity.addMember(trx, { company_id: id, user_id, role: 'viewer' }, { actor: 'system' })
  })
  await member.until('the new member', () => member.events(`company:${id}`).length > 0)
  wire.send({ type: 'ping', ts: 1 })
  await wire.until('a pong', () => wire.frames.some(({ type }) => type === 'pong'))
  expect(wire.frames.filter(frame => 'id' in frame)).toEqual([])
  expect(member.frames.some(({ type }) => type === 'presence_changed')).toBe(false)
})
