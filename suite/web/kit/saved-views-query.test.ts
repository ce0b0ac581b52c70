import { expect, test } from 'vitest'
import type { ViewQuery } from '#platform/contract'
import { columnsOfView, queryOfView, showsView } from './saved-views-query.ts'

const about = {
  known: ['q', 'sort', 'filter[status]', 'filter[side]'],
  columns: ['no', 'balance', 'status'],
  defaultSort: '-created_at',
}
const SAVED = { q: 'çağ', 'filter[status]': 'sent,viewed', columns: 'no,status' }

test('[UX30] a view keeps search, filters, order and columns, and the list shows it until one of them differs', () => {
  const now = queryOfView({ q: 'çağ', 'filter[status]': 'sent,viewed' }, ['no', 'status'])
  expect(now).toEqual(SAVED)
  expect(showsView(SAVED, now, about)).toBe(true)
  const others: ViewQuery[] = [
    { ...now, q: 'cag' },
    { ...now, sort: 'no' },
    { ...now, 'filter[side]': 'B' },
    { q: 'çağ', columns: 'no,status' },
    { ...now, columns: 'no' },
    { ...now, columns: 'no,balance,status' },
    { ...now, columns: '' },
  ]
  for (const other of others) expect([other, showsView(SAVED, other, about)]).toEqual([other, false])
})

test('[UX30] the list’s own order said aloud is the same as left out', () => {
  expect(showsView({ sort: '-created_at' }, {}, about)).toBe(true)
  expect(showsView({}, { sort: '-created_at' }, about)).toBe(true)
  expect(showsView({ sort: 'no' }, {}, about)).toBe(false)
})

test('[UX31] what a list does not know of a view, and columns it lacks, change nothing', () => {
  const newer = { ...SAVED, 'filter[mood]': 'good', columns: 'colour,status,no' }
  expect(showsView(newer, SAVED, about)).toBe(true)
  expect(showsView({ q: 'çağ' }, { q: 'çağ', columns: 'no' }, about)).toBe(true)
  expect(showsView(SAVED, queryOfView({ q: 'çağ', 'filter[status]': 'sent,viewed' }, null), about)).toBe(true)
  expect([columnsOfView({}), columnsOfView({ columns: '' }), columnsOfView({ columns: 'a,b' })]).toEqual([
    null,
    [],
    ['a', 'b'],
  ])
})
