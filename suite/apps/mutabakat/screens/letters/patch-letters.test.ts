import type { RoomEvent } from '@nabiz/protocol'
import { describe, expect, it } from 'vitest'
import type { Page } from '#platform/contract'
import type { LetterRow } from '../../contract/index.ts'
import { concerns, patchPage } from './patch-letters.ts'

const row = (id: string, rev: number): LetterRow => ({
  id,
  no: `MUT-2026-${id}`,
  version: 1,
  kind: 'cari',
  status: rev > 1 ? 'approved' : 'sent',
  counterparty: { id: 'c', code: '120', title: 'Işık Tekstil A.Ş.' },
  balance_date: '2026-10-31',
  balance: { amount: '100.00', currency: 'TRY' },
  side: 'B',
  documents: null,
  try_balance: null,
  responsible: null,
  batch_id: null,
  reply_due: null,
  delivery: 'sent',
  delivery_error: null,
  sender: null,
  created_at: '2026-11-01T00:00:00.000Z',
  sent_at: null,
  viewed_at: null,
  answered_at: null,
  answer_via: null,
  rev,
})
const page = (...items: LetterRow[]): Page<LetterRow> => ({
  items,
  next_cursor: null,
  prev_cursor: null,
  total: items.length,
  total_is_exact: true,
})
const event = (type: string, data: unknown): RoomEvent => ({
  type,
  room: 'company:1',
  data,
  timestamp: 1,
  user_id: null,
  id: 'e',
})

describe('live events on a page of letters', () => {
  it('[MU150] replaces the row an event brings, and leaves the others as they were', () => {
    const before = page(row('1', 1), row('2', 1))
    const after = patchPage(before, event('mutabakat_approved', { row: row('2', 2) }))
    expect(after).toEqual(page(row('1', 1), row('2', 2)))
  })

  it('[MU150] drops an event that is older than the snapshot', () => {
    const before = page(row('1', 3))
    expect(patchPage(before, event('mutabakat_viewed', { row: row('1', 2) }))).toBe(before)
  })

  it.each(['mutabakat_reach', 'mutabakat_call'])('[MU150] %s changes no page of letters', type => {
    expect(patchPage(page(row('1', 1)), event(type, { mutabakat_id: '1' }))).toBe(undefined)
  })

  it('[MU150] asks again for a letter that is not on the page, and for a summary of many', () => {
    expect(patchPage(page(row('1', 1)), event('mutabakat_created', { row: row('9', 1) }))).toBe('refetch')
    expect(patchPage(page(row('1', 1)), event('mutabakat_created', { batch_id: 'b', count: 900 }))).toBe('refetch')
  })

  it('[MU150] leaves events of other applications alone', () => {
    expect(patchPage(page(row('1', 1)), event('stock_low', { row: row('1', 9) }))).toBeUndefined()
    expect(concerns(event('stock_low', { row: row('1', 9) }), { id: '1', rev: 1 })).toBe(false)
    expect(concerns(event('mutabakat_viewed', { row: row('1', 9) }), { id: '1', rev: 1 })).toBe(true)
  })
})
