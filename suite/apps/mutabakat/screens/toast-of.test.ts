import type { RoomEvent } from '@nabiz/protocol'
import { expect, test } from 'vitest'
import { toastOf } from './toast-of.ts'

const say = (key: string, values?: object): string => `${key} ${JSON.stringify(values)}`
const event = (type: string, data: object): RoomEvent =>
  ({ room: 'company:1', type, data, offset: 1, epoch: 'e', ts: 0 }) as unknown as RoomEvent

test('[UX40] a summary of many drafts is told with its number, a batch that moves is not', () => {
  const summary = { batch_id: 'b', count: 60, created: 60, updated: 0, message: '' }
  expect(toastOf(event('mutabakat_created', summary), say)).toMatchObject({
    text: say('events.mutabakat_batch_created', { count: 60 }),
  })
  const moved = { batch_id: 'b', title: 'Ekim', state: 'running', total: 35, send_at: null }
  expect(toastOf(event('mutabakat_batch', moved), say)).toBeNull()
  expect(toastOf(event('mutabakat_created', { mutabakat_id: 'm', no: 'MUT-1' }), say)).toBeNull()
})
