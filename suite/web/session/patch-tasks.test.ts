import type { RoomEvent } from '@nabiz/protocol'
import { describe, expect, test } from 'vitest'
import type { Page, Task } from '#platform/contract'
import { patchTasks } from './patch-tasks.ts'

const task = (id: string, part: Partial<Task> = {}): Task => ({
  ...{ id, company_id: 'c1', owner_id: 'u1', kind: 'mutabakat.import', title: id, state: 'running' },
  ...{ done: 1, total: 10, percent: 10, step: null, rate: null, eta_s: null, errors: 0 },
  ...{ result: null, file_url: null, error: null, attempt: 1 },
  ...{ created_at: '2026-11-01T08:00:00.000Z', started_at: null, resumed_at: null, finished_at: null },
  ...part,
})
const page = (items: Task[], part: Partial<Page<Task>> = {}): Page<Task> => ({
  ...{ items, next_cursor: null, prev_cursor: null, total: items.length, total_is_exact: true },
  ...part,
})
const event = (type: string, task_id: string, kind = 'mutabakat.import'): RoomEvent => ({
  ...{ type, room: 'user:u1', timestamp: 1, user_id: 'u1', id: 'e1' },
  data: {
    ...{ task_id, kind, done: 5, total: 10, percent: 50, step: null, rate: 2, eta_s: 3, errors: 0, message: '' },
  },
})
const progress = (id: string, kind?: string) => event('task_progress', id, kind)

describe('[UX20] progress of a task', () => {
  test('that stands on the page moves it', () => {
    const patched = patchTasks(page([task('t2')]), progress('t2'))
    expect(patched).toMatchObject({ items: [{ id: 't2', done: 5, percent: 50, eta_s: 3 }] })
  })
  test('that is newer than the first page shows asks for the page', () => {
    const first = page([task('t5'), task('t4')], { next_cursor: 'more' })
    expect(patchTasks(first, progress('t6'))).toBe('refetch')
  })
  test('that stands on a later or an earlier page asks for nothing', () => {
    const first = page([task('t5'), task('t4')], { next_cursor: 'more' })
    expect(patchTasks(first, progress('t3'))).toBe(first)
    const second = page([task('t3'), task('t2')], { prev_cursor: 'back' })
    expect(patchTasks(second, progress('t6'))).toBe(second)
    expect(patchTasks(second, progress('t1'))).toBe('refetch')
  })
  test('follows the other order as well', () => {
    const first = page([task('t1'), task('t2')], { next_cursor: 'more' })
    const sort = 'created_at'
    expect(patchTasks(first, progress('t6'), { sort })).toBe(first)
    expect(patchTasks({ ...first, next_cursor: null }, progress('t6'), { sort })).toBe('refetch')
  })
  test('that the filters leave out asks for nothing', () => {
    const done = page([task('t1', { state: 'done' })])
    expect(patchTasks(done, progress('t6'), { state: 'done' })).toBe(done)
    expect(patchTasks(done, progress('t6', 'platform.audit_export'), { kind: 'mutabakat.import' })).toBe(done)
    expect(patchTasks(page([]), progress('t6'), { state: 'running' })).toBe('refetch')
  })
  test('and a task that waits, for the first time or again, asks for the pages of its kind', () => {
    const queued = (kind: string): RoomEvent => ({
      ...event('task_queued', 't9'),
      data: { kind, count: 3, message: 'Aktarım' },
    })
    const failed = page([task('t1', { state: 'failed' })])
    expect(patchTasks(failed, queued('mutabakat.import'), { state: 'failed' })).toBe('refetch')
    expect(patchTasks(failed, queued('platform.audit_export'), { kind: 'mutabakat.import' })).toBe(failed)
    expect(patchTasks(failed, { ...queued('x'), data: { odd: true } })).toBe(failed)
  })
  test('takes it off a page of waiting ones', () => {
    expect(patchTasks(page([task('t1', { state: 'queued' })]), progress('t1'), { state: 'queued' })).toBe('refetch')
  })
  test('and its end asks for the page, which then has its result', () => {
    expect(patchTasks(page([task('t1')]), event('task_completed', 't1'))).toBe('refetch')
    const same = page([task('t1')])
    expect(patchTasks(same, event('new_notification', 't1'))).toBe(same)
  })
})
