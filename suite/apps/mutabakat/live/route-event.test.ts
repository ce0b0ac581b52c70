/** Who hears of what: every event of the application, by company, sender and state. */
import { describe, expect, it } from 'vitest'
import { LETTER_STATUSES, MUTABAKAT_EVENTS } from '../contract/index.ts'
import { routeEvent } from './route-event.ts'

const LETTER_EVENTS = Object.keys(MUTABAKAT_EVENTS).filter(
  type =>
    type.startsWith('mutabakat_') &&
    !['mutabakat_batch', 'mutabakat_period', 'mutabakat_assigned', 'mutabakat_reach', 'mutabakat_call'].includes(type),
)
/** Seen by the guest of the letter as well. */
const ENDED = ['approved', 'rejected', 'expired', 'revised', 'resolved', 'cancelled']
const about = (type: string, data: Record<string, unknown>, by = 'guest:link', company_id: string | null = 'c1') =>
  routeEvent({ type, company_id, user_id: by, data } as Parameters<typeof routeEvent>[0])
const rooms = (told: ReturnType<typeof routeEvent>) => told.map(({ room }) => room).sort()

describe('an event of one letter', () => {
  it('[MU273] reaches its company and who sent it, whoever caused it and whatever its state', () => {
    for (const type of LETTER_EVENTS)
      for (const status of LETTER_STATUSES)
        for (const by of ['u1', 'u2', 'guest:link', 'system']) {
          const row = { id: 'l1', rev: 3, status, sender: { id: 'u1', name: 'Ayşe' }, batch_id: 'b1' }
          const both = ENDED.includes(status) ? ['mutabakat:l1'] : []
          expect([type, rooms(about(type, { row }, by))]).toEqual([type, ['company:c1', ...both, 'user:u1']])
          expect([type, rooms(about(type, { row: { ...row, sender: null } }, by))]).toEqual([
            type,
            ['company:c1', ...both],
          ])
        }
  })

  it('[MU273] says it in the language of the sender in their own room alone', () => {
    for (const type of LETTER_EVENTS) {
      const row = { sender: { id: 'u1', name: 'Ayşe' } }
      const told = about(type, { row, message: 'gönderildi', sender_message: 'sent' })
      expect(told.map(({ data }) => data)).toEqual([
        { row, message: 'gönderildi' },
        { row, message: 'sent' },
      ])
    }
  })
})

it('[MU273] who waits on the page of a letter learns that it ended, and nothing of one side', () => {
  const row = { id: 'l1', rev: 4, status: 'cancelled', sender: null, responsible: { name: 'Ayşe' } }
  const told = about('mutabakat_cancelled', { row, message: 'geri çekildi', reason: 'içeride' })
  expect(told.at(-1)).toEqual({
    room: 'mutabakat:l1',
    type: 'letter_changed',
    data: { letter_id: 'l1', status: 'cancelled', rev: 4 },
  })
})

it('[MU273] a summary and a batch reach who caused them; a clock has no room, a period is the company’s', () => {
  const batch = { batch_id: 'b1', count: 60 }
  expect(rooms(about('mutabakat_created', batch, 'u1'))).toEqual(['company:c1', 'user:u1'])
  expect(rooms(about('mutabakat_batch', batch, 'u2'))).toEqual(['company:c1', 'user:u2'])
  expect(rooms(about('mutabakat_batch', batch, 'system'))).toEqual(['company:c1'])
  expect(rooms(about('mutabakat_period', { period_id: 'p1' }, 'u1'))).toEqual(['company:c1'])
})

it('[MU273] what is not ours, or of no company, is told to nobody', () => {
  expect(about('product_added', { row: { sender: { id: 'u1' } } })).toEqual([])
  expect(about('mutabakat_sent', { row: { sender: { id: 'u1' } } }, 'u1', null)).toEqual([])
})

it('[MU556] a hand-over is the company’s alone, whoever did it', () => {
  const data = { period_id: 'p1', from: { id: 'u1' }, to: { id: 'u2' }, message: 'devredildi' }
  for (const by of ['u1', 'u2', 'u3', 'system'])
    expect(rooms(about('mutabakat_assigned', data, by))).toEqual(['company:c1'])
})

it('[MU560] a fact of the evidence is told in the room of its letter alone', () => {
  const data = { mutabakat_id: 'l1', length: 4, head: 'ab' }
  expect(about('mutabakat_evidence', data)).toEqual([{ room: 'mutabakat:l1', type: 'mutabakat_evidence', data }])
})

it('[MU537] what the engine plans reaches the company and who sent the letter; a call the company alone; neither the guest', () => {
  const reach = { mutabakat_id: 'l1', next: null, reading: true }
  for (const by of ['guest:link', 'system', 'u2']) {
    expect(rooms(about('mutabakat_reach', { ...reach, sender_id: 'u1' }, by))).toEqual(['company:c1', 'user:u1'])
    expect(rooms(about('mutabakat_reach', { ...reach, sender_id: null }, by))).toEqual(['company:c1'])
    const call = { call_id: 'a1', mutabakat_id: 'l1', reason: 'unseen', state: 'open' }
    expect(rooms(about('mutabakat_call', call, by))).toEqual(['company:c1'])
  }
})
