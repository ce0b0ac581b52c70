/** The hooks that make state from events: notifications, activities, posts, progress. */
import { act, createElement, type ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { useActivity, useAIProgress, useEventReducer, useNotifications, useNow, useRealtimePosts } from './index.ts'
import { openStage, probe, type Stage } from './testing/stage.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const start = async (children: ReactNode) => {
  const stage = await openStage(children)
  ends.push(stage.end)
  return stage
}

const emit = ({ loopback }: Stage, room: string, type: string, ...all: unknown[]) =>
  act(async () => {
    for (const data of all) loopback.emit(room, data, type)
  })

test('[R10] an event that changes nothing renders nothing; other rooms begin anew; no room is joined for null', async () => {
  let rooms: string | readonly string[] | null = null
  const { Probe, seen, last } = probe(() =>
    useEventReducer(rooms, (sum, event) => sum + (event.type === 'add' ? (event.data as number) : 0), 10),
  )
  const stage = await start(createElement(Probe))
  expect(stage.sent()).toEqual(['connect'])
  rooms = ['company:1', 'company:2', 'company:1']
  await stage.render(createElement(Probe))
  await emit(stage, 'company:1', 'add', 1)
  await emit(stage, 'company:2', 'add', 2)
  expect(last()[0]).toBe(13)
  const renders = seen.length
  await emit(stage, 'company:1', 'other', 1)
  expect(seen).toHaveLength(renders)
  await act(async () => last()[1](sum => sum * 2))
  expect(last()[0]).toBe(26)
  // The same rooms in another array are the same rooms.
  rooms = [...rooms]
  await stage.render(createElement(Probe))
  expect(last()[0]).toBe(26)
  rooms = 'company:3'
  await stage.render(createElement(Probe))
  expect(last()[0]).toBe(10)
  await stage.render(null)
  await stage.advance(1)
  const moves = stage.sent().filter(frame => /^(join|leave)/.test(frame))
  expect(moves.toSorted()).toEqual(
    [1, 2, 3].flatMap(room => [`join company:${room}`, `leave company:${room}`]).toSorted(),
  )
})

test('[R15] posts: made, edited and deleted by revision; what is older changes nothing, and at most max are kept', async () => {
  const { Probe, last, seen } = probe(() => useRealtimePosts({ max: 2 }))
  const stage = await start(createElement(Probe))
  const post = (post_id: number, rev: number, action: string, changed: object = {}) => ({
    post_id,
    rev,
    action,
    changed,
  })
  await emit(stage, 'posts', 'post_updated', post(1, 1, 'created', { title: 'Kış' }), post(2, 1, 'created'))
  await emit(stage, 'posts', 'post_updated', post(1, 3, 'edited', { text: 'Kar' }))
  expect(last().posts.map(({ post_id, rev }) => [post_id, rev])).toEqual([
    ['1', 3],
    ['2', 1],
  ])
  expect(last().posts[0]!.fields).toEqual({ title: 'Kış', text: 'Kar' })
  const renders = seen.length
  await emit(
    stage,
    'posts',
    'post_updated',
    post(1, 2, 'edited', { text: 'old' }),
    post(1, 3, 'edited', { text: 'twice' }),
    { rev: 9 },
  )
  expect(seen).toHaveLength(renders)
  await emit(stage, 'posts', 'post_updated', post(2, 2, 'deleted'), post(2, 1, 'edited'))
  expect(last().posts.map(({ post_id }) => post_id)).toEqual(['1'])
  expect(last().lastChange).toMatchObject({ post_id: '2', action: 'deleted' })
  await emit(stage, 'posts', 'post_updated', post(3, 1, 'created'), post(4, 1, 'created'))
  expect(last().posts.map(({ post_id }) => post_id)).toEqual(['4', '3'])
})

test('[R16] notifications: three kinds and progress, newest first, read and dismissed, at most max kept', async () => {
  const { Probe, last } = probe(() => useNotifications({ max: 4 }))
  const stage = await start(createElement(Probe))
  await emit(stage, 'user:5', 'activity_notification', { level: 'success', actor: 'Ali', message: 'Ali yazdı' })
  await emit(stage, 'user:5', 'system_notification', { level: 'fatal', title: 'Bakım', link: 'javascript:alert(1)' })
  await emit(stage, 'user:5', 'ai_progress', { job_id: 'j', percent: 10, message: 'Taslak' })
  await emit(stage, 'user:5', 'something_else', { message: 'no' })
  await emit(stage, 'user:5', 'ai_progress', { job_id: 'j', percent: 60, message: 'Yazılıyor' })
  expect(last().items).toMatchObject([
    { id: 'ai:j', kind: 'ai_progress', percent: 60, message: 'Yazılıyor' },
    { kind: 'system', level: 'info', message: 'Bakım', link: null },
    { kind: 'activity', level: 'success', actor: 'Ali', message: 'Ali yazdı' },
  ])
  expect(last().unread).toBe(3)
  await act(async () => last().markRead('ai:j'))
  await emit(stage, 'user:5', 'system_notification', { notification_id: 's' })
  await act(async () => last().dismiss('s'))
  await emit(stage, 'user:5', 'system_notification', { notification_id: 't' })
  await emit(stage, 'user:5', 'ai_progress', { job_id: 'j', percent: 80 })
  expect(
    last()
      .items.map(({ id }) => id)
      .slice(0, 2),
  ).toEqual(['t', 'ai:j'])
  await act(async () => last().dismiss('t'))
  expect(last().unread).toBe(2)
  // Its end is news, once.
  await emit(stage, 'user:5', 'ai_progress', { job_id: 'j', percent: 100, state: 'done' })
  expect([last().unread, last().items[0]!.read]).toEqual([3, false])
  await act(async () => last().dismiss('ai:j'))
  expect([last().unread, last().items.length]).toEqual([2, 2])
  await act(async () => last().markRead())
  expect(last().unread).toBe(0)
  for (const n of [1, 2, 3, 4, 5]) await emit(stage, 'user:5', 'activity_notification', { message: `${n}` })
  expect(last().items.map(({ message }) => message)).toEqual(['5', '4', '3', '2'])
})

test('[R16] the server’s own count wins, and what another device read is read here', async () => {
  const { Probe, last } = probe(() => useNotifications())
  const stage = await start(createElement(Probe))
  const note = (id: string, unread: number) => ({ notification_id: id, message: id, unread })
  await emit(stage, 'user:5', 'new_notification', note('a', 41), note('b', 42))
  expect(last().unread).toBe(42)
  await emit(stage, 'user:5', 'notifications_read', { ids: ['a'], unread: 41 })
  expect(last()).toMatchObject({
    unread: 41,
    items: [
      { id: 'b', read: false },
      { id: 'a', read: true },
    ],
  })
  await emit(stage, 'user:5', 'notifications_read', { ids: null, unread: 0 })
  expect(last()).toMatchObject({ unread: 0, items: [{ read: true }, { read: true }] })
})

test('[R17] a notification goes by itself after the time given, all anew when it is turned on again, never without', async () => {
  let autoDismiss_ms: number | null = 5_000
  const { Probe, last } = probe(() => useNotifications({ autoDismiss_ms }))
  const stage = await start(createElement(Probe))
  const ids = () => last().items.map(({ message }) => message)
  await emit(stage, 'user:5', 'system_notification', { message: 'a' })
  await stage.advance(3_000)
  await emit(stage, 'user:5', 'system_notification', { message: 'b' })
  await stage.advance(1_999)
  expect(ids()).toEqual(['b', 'a'])
  await stage.advance(1)
  expect(ids()).toEqual(['b'])
  autoDismiss_ms = null
  await stage.render(createElement(Probe))
  await stage.advance(60_000)
  expect(ids()).toEqual(['b'])
  autoDismiss_ms = 5_000
  await stage.render(createElement(Probe))
  await stage.advance(4_999)
  expect(ids()).toEqual(['b'])
  await stage.advance(1)
  expect([ids(), last().unread]).toEqual([[], 0])
})

test('[R18] progress by job: the one asked for, else the last heard of, bounded and within 0 to 100', async () => {
  const of = probe(() => useAIProgress('a'))
  const any = probe(() => useAIProgress())
  const stage = await start([createElement(of.Probe, { key: 1 }), createElement(any.Probe, { key: 2 })])
  expect(any.last().job).toBeNull()
  await emit(stage, 'user:5', 'ai_progress', {
    job_id: 'a',
    step: 'drafting',
    step_index: 3,
    total_steps: 7,
    percent: 48,
  })
  await emit(stage, 'user:5', 'ai_progress', { job_id: 'b', percent: 140, state: 'done' }, { percent: 3 })
  expect(of.last().job).toMatchObject({ job_id: 'a', state: 'drafting', step_index: 3, total_steps: 7, percent: 48 })
  expect(any.last().job).toMatchObject({ job_id: 'b', state: 'done', percent: 100 })
  await emit(stage, 'user:5', 'ai_progress', ...Array.from({ length: 30 }, (_, n) => ({ job_id: `j${n}` })))
  expect(any.last().jobs.map(({ job_id }) => job_id)).toEqual(Array.from({ length: 20 }, (_, n) => `j${29 - n}`))
  expect(of.last().job).toBeNull()
})

test('[R19] the last 20 activities, newest first, who and what', async () => {
  const { Probe, last } = probe(() => useActivity())
  const stage = await start(createElement(Probe))
  await emit(stage, 'posts', 'activity_notification', {
    level: 'warning',
    actor: { name: 'Ayşe' },
    verb: 'sildi',
    object: 'Kış',
  })
  expect(last()).toMatchObject([{ level: 'warning', actor: 'Ayşe', message: 'sildi Kış', at: 1 }])
  await emit(stage, 'posts', 'activity_notification', ...Array.from({ length: 25 }, (_, n) => ({ message: `${n}` })))
  expect(last().map(({ message }) => message)).toEqual(Array.from({ length: 20 }, (_, n) => `${24 - n}`))
})

test('[R20] useNow reads the clock every so often, and not at all for null', async () => {
  let every_ms: number | null = 1_000
  const { Probe, seen, last } = probe(() => useNow(every_ms))
  const stage = await start(createElement(Probe))
  const before = last()
  await stage.advance(999)
  expect(last()).toBe(before)
  await stage.advance(1)
  expect(last()).toBe(before + 1_000)
  every_ms = null
  await stage.render(createElement(Probe))
  const renders = seen.length
  await stage.advance(10_000)
  expect(seen).toHaveLength(renders)
})
