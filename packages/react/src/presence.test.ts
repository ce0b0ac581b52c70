/** usePresence and useOutbox: what they show, what is said of oneself, and no render without a change. */
import type { RoomPresence } from '@nabiz/client'
import type { PresenceMember } from '@nabiz/protocol'
import { act, createElement, type ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { type OutboxView, useOutbox, usePresence } from './index.ts'
import { openStage, probe, settled } from './testing/stage.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const start = async (children: ReactNode) => {
  const stage = await openStage(children)
  ends.push(stage.end)
  return stage
}

const member = (name: string): PresenceMember => ({
  ...{ member: name, user_id: name, device: name },
  ...{ status: 'online', since: 1 },
})

test('[R21] who is here: the list, then its differences, and nothing for a null room', async () => {
  let room: string | null = null
  const { Probe, last, seen } = probe<RoomPresence | null>(() => usePresence(room))
  const { loopback, render } = await start(createElement(Probe))
  expect(last()).toBeNull()
  loopback.members.push(member('ali'))
  room = 'letter:1'
  await render(createElement(Probe))
  await settled()
  expect(last()).toMatchObject({ count: 1, members: [{ user_id: 'ali' }] })
  await act(async () =>
    loopback.send({ type: 'presence_changed', room: 'letter:1', version: 1, count: 2, joined: [member('ece')] }),
  )
  expect(last()?.members.map(({ user_id }) => user_id)).toEqual(['ali', 'ece'])
  const renders = seen.length
  await act(async () => loopback.emit('letter:1', 1))
  expect(seen).toHaveLength(renders)
})

test('[R21] with count it asks for no list', async () => {
  const { Probe, last } = probe<RoomPresence | null>(() => usePresence('letter:1', { show: 'count' }))
  const { loopback, render, sent } = await start(null)
  loopback.members.push(member('ali'), member('ece'))
  await render(createElement(Probe))
  await settled()
  expect(last()).toEqual({ count: 2, members: [] })
  expect(sent()).not.toContain('presence_list letter:1')
})

test('[R22] what is said of oneself is said when it changes, and taken back at the end', async () => {
  let field = 'title'
  const { Probe } = probe(() => usePresence('letter:1', { state: { field }, tab: 't' }))
  const { loopback, render } = await start(createElement(Probe))
  await settled()
  const said = () => loopback.sent.filter(frame => frame.type === 'presence').map(({ tab, state }) => [tab, state])
  expect(said().at(-1)).toEqual(['t', { field: 'title' }])
  const before = said().length
  await render(createElement(Probe))
  await settled()
  expect(said()).toHaveLength(before)
  field = 'amount'
  await render(createElement(Probe))
  await settled()
  await render(null)
  await settled()
  expect(said().slice(before)).toEqual([
    ['t', { field: 'amount' }],
    ['t', null],
  ])
})

test('[R23] useOutbox shows its entries as they change, and none for null', async () => {
  const listeners = new Set<() => void>()
  let entries: readonly string[] = ['a']
  const outbox: OutboxView<string> = {
    get entries() {
      return entries
    },
    onChange: fn => {
      listeners.add(fn)
      return () => listeners.delete(fn)
    },
  }
  let shown: OutboxView<string> | null = null
  const { Probe, last, seen } = probe(() => useOutbox(shown))
  const { render } = await start(createElement(Probe))
  expect(last()).toEqual([])
  shown = outbox
  await render(createElement(Probe))
  expect(last()).toEqual(['a'])
  entries = ['a', 'b']
  await act(async () => {
    for (const fn of listeners) fn()
  })
  expect(last()).toEqual(['a', 'b'])
  const renders = seen.length
  await act(async () => {
    for (const fn of listeners) fn()
  })
  expect(seen).toHaveLength(renders)
  await render(null)
  expect(listeners.size).toBe(0)
})
