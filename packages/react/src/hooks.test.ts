/** The hooks in the real react-dom under StrictMode, over a real client whose frames the test times exactly. */
import type { Status } from '@nabiz/client'
import type { RoomEvent } from '@nabiz/protocol'
import type { UseQueryResult } from '@tanstack/react-query'
import { act, createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, expect, test } from 'vitest'
import {
  NabizProvider,
  type RoomState,
  useClient,
  useConnection,
  useEvent,
  useLiveQuery,
  useRoom,
  useWebSocket,
  type WebSocketHook,
} from './index.ts'
import { createLoopback } from './testing/loopback.ts'
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

test('[R9] the provider connects an idle client, and useConnection follows it', async () => {
  const { Probe, last } = probe<Status>(() => useConnection())
  const { loopback } = await start(createElement(Probe))
  expect(last()).toMatchObject({ state: 'connected', user_id: '5' })
  await act(async () => loopback.cut())
  expect(last()).toMatchObject({ state: 'waiting', reason: 'network' })
  expect(last()).toBe(loopback.client.status)
})

test('[R7] [R9] useRoom joins once under StrictMode, follows the state and not the position, and leaves', async () => {
  const { Probe, seen, last } = probe<RoomState>(() => useRoom('company:1'))
  const { loopback, sent, render } = await start(createElement(Probe))
  expect(last()).toEqual({ status: 'joined', error: null })
  const renders = seen.length
  await act(async () => loopback.emit('company:1', 1))
  expect(seen).toHaveLength(renders)
  await act(async () => loopback.send({ type: 'room_left', room: 'company:1', reason: 'permission_ended' }))
  expect(last()).toMatchObject({ status: 'left', error: { code: 'permission_ended' } })
  await render(null)
  await settled()
  expect(sent().filter(frame => frame !== 'connect')).toEqual(['leave company:1'])
  expect(sent()).toHaveLength(2)
})

test('[R7] useRoom changes rooms, and holds none for null', async () => {
  const { Probe, last } = probe<RoomState>(() => useRoom(room))
  let room: string | null = null
  const { render, sent } = await start(createElement(Probe))
  expect(last()).toEqual({ status: 'left', error: null })
  expect(sent()).toEqual(['connect'])
  room = 'company:1'
  await render(createElement(Probe))
  room = 'company:2'
  await render(createElement(Probe))
  await settled()
  expect(sent()).toEqual(['connect', 'join company:1', 'join company:2', 'leave company:1'])
  expect(last().status).toBe('joined')
})

test('[R7] useEvent hears an event once under StrictMode, with the handler of the last render', async () => {
  const heard: unknown[] = []
  let mark = 'first'
  const { Probe } = probe(() => {
    const here = mark
    useEvent('company:1', 'changed', ({ data }) => heard.push([here, data]))
    useEvent('company:1', '*', ({ type }) => heard.push(type))
    useEvent(null, '*', () => heard.push('never'))
  })
  const { loopback, render } = await start(createElement(Probe))
  await act(async () => loopback.emit('company:1', 1))
  mark = 'second'
  await render(createElement(Probe))
  await act(async () => loopback.emit('company:1', 2))
  await act(async () => loopback.emit('company:1', 3, 'other'))
  expect(heard).toEqual([['first', 1], 'changed', ['second', 2], 'changed', 'other'])
  await render(null)
  loopback.emit('company:1', 4)
  expect(heard).toHaveLength(5)
})

test('[R6] [R7] two components with one query: one fetch, each event applied once', async () => {
  let fetched = 0
  const use = () =>
    useLiveQuery({
      room: 'company:1',
      queryKey: ['sum'],
      queryFn: () => {
        fetched += 1
        return Promise.resolve(100)
      },
      apply: (sum, event) => sum + (event.data as number),
    })
  const first = probe<UseQueryResult<number>>(use)
  const second = probe<UseQueryResult<number>>(use)
  const both = [createElement(first.Probe, { key: 1 }), createElement(second.Probe, { key: 2 })]
  const { loopback, render, sent, advance } = await start(both)
  // Once before the connection was there, once more after the join.
  await advance(250)
  expect(fetched).toBe(2)
  await act(async () => loopback.emit('company:1', 5))
  await settled()
  expect([first.last().data, second.last().data]).toEqual([105, 105])
  await render(both[1])
  await act(async () => loopback.emit('company:1', 5))
  await settled()
  expect(second.last().data).toBe(110)
  expect(sent().filter(frame => frame.startsWith('leave'))).toEqual([])
  await render(null)
  await settled()
  expect(sent().at(-1)).toBe('leave company:1')
  expect(fetched).toBe(2)
})

test('[R5] [R7] a screen opened on a live connection fetches once, after its room is live', async () => {
  const order: string[] = []
  const { Probe, last } = probe<UseQueryResult<string>>(() =>
    useLiveQuery({
      room: 'company:1',
      queryKey: ['name'],
      queryFn: ({ signal }) => {
        order.push(signal.aborted ? 'aborted' : 'fetch')
        return Promise.resolve('Kalem')
      },
      select: name => name.toLocaleUpperCase('tr'),
    }),
  )
  const { loopback, render } = await start(null)
  await render(createElement(Probe))
  await settled()
  await act(async () => loopback.clock.advance(10_000))
  await settled()
  expect(last()).toMatchObject({ status: 'success', data: 'KALEM' })
  expect(order).toEqual(['fetch'])
})

test('[R7] a null room is a plain query', async () => {
  const { Probe, last } = probe<UseQueryResult<number>>(() =>
    useLiveQuery({ room: null, queryKey: ['plain'], queryFn: () => 7 }),
  )
  const { sent } = await start(createElement(Probe))
  await settled()
  expect(last().data).toBe(7)
  expect(sent()).toEqual(['connect'])
})

test('[R9] useWebSocket: connected, the last message, joining, sending', async () => {
  const { Probe, last } = probe<WebSocketHook>(() => useWebSocket())
  const { loopback, sent, render } = await start(createElement(Probe))
  expect(last()).toMatchObject({ isConnected: true, lastMessage: null })
  await expect(last().sendMessage('x', 1)).rejects.toThrow(TypeError)
  await act(async () => last().joinRoom('company:1'))
  await act(async () => last().joinRoom('company:1'))
  await act(async () => loopback.emit('company:1', { message: 'Yeni ürün' }))
  expect((last().lastMessage as RoomEvent).data).toEqual({ message: 'Yeni ürün' })
  void last()
    .sendMessage('custom_event', { data: 'value' })
    .catch(() => {})
  await settled()
  expect(loopback.sent.at(-1)).toMatchObject({ type: 'publish', room: 'company:1', event: 'custom_event' })
  await render(null)
  await settled()
  expect(sent().filter(frame => /join|leave/.test(frame))).toEqual(['join company:1', 'leave company:1'])
})

test('[R9] on a server nothing is opened, and a provider is asked for', () => {
  const loopback = createLoopback()
  const Page = () =>
    `${useConnection().state} ${useRoom('company:1').status} ${String(useClient() === loopback.client)}`
  const page = createElement(NabizProvider, { client: loopback.client }, createElement(Page))
  expect(renderToStaticMarkup(page)).toBe('idle joining true')
  expect(loopback.client.status.state).toBe('idle')
  expect(() => renderToStaticMarkup(createElement(Page))).toThrow('NabizProvider')
})
