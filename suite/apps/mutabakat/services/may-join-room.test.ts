/** The rooms of cards and settings: who may be in them, and that nobody speaks there. */
import { matchRoomName } from '@nabiz/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, type TestHttp, type TestPerson } from '../../../platform/app/testing/index.ts'
import { mutabakat } from '../app.ts'
import type { Counterparty } from '../contract/index.ts'
import { mayJoinRoom } from './may-join-room.ts'

let http: TestHttp
let company: string
let owner: TestPerson
let stranger: TestPerson
let card: Counterparty
beforeAll(async () => {
  http = await createTestHttp({ applications: [mutabakat] })
  const made = await http.addCompany()
  company = made.id
  owner = made.owner
  stranger = (await http.addCompany('Komşu Ltd.')).owner
  const body = { code: '120.1', title: 'Işık Tekstil A.Ş.' }
  card = (await owner.call('POST', '/api/counterparties', { body })).json as Counterparty
}, 60_000)
afterAll(() => http.close())

const may = async (user_id: string, room: string, action: 'join' | 'publish' = 'join'): Promise<boolean> => {
  const pattern = mutabakat.rooms.find(one => matchRoomName(one.pattern, room))?.pattern
  const params = pattern ? matchRoomName(pattern, room) : null
  if (!params) return false
  const role = (id: string) => http.identity.role(user_id, id)
  return mayJoinRoom({ user_id, room, params, action, role, services: http.services })
}

test('[MU570] members enter the rooms of their cards and settings; others and guests do not', async () => {
  const viewer = await http.addPerson({ company, role: 'viewer' })
  for (const room of [`counterparty:${card.id}`, `mutabakat_settings:${company}`]) {
    expect([room, await may(owner.id, room), await may(viewer.id, room)]).toEqual([room, true, true])
    for (const user_id of [stranger.id, `guest:${http.services.id()}`])
      expect([room, user_id, await may(user_id, room)]).toEqual([room, user_id, false])
  }
  await owner.call('DELETE', `/api/members/${viewer.id}`)
  expect(await may(viewer.id, `counterparty:${card.id}`)).toBe(false)
})

test('[MU570] no room is made up, and nobody speaks in one', async () => {
  const made = await owner.call('GET', '/api/company')
  const { slug } = made.json as { slug: string }
  for (const room of [
    `counterparty:${http.services.id()}`,
    'counterparty:x',
    `counterparty:${card.id}:more`,
    `mutabakat_settings:${slug}`,
    `mutabakat_settings:${card.id}`,
  ])
    expect([room, await may(owner.id, room)]).toEqual([room, false])
  for (const room of [`counterparty:${card.id}`, `mutabakat_settings:${company}`])
    expect(await may(owner.id, room, 'publish')).toBe(false)
})
