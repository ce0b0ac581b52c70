/** What components say in each state, as a server renders them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Status } from '@nabiz/client'
import type { PresenceMember } from '@nabiz/protocol'
import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { NabizProvider, type NotificationsHook } from '../index.ts'
import { createLoopback } from '../testing/loopback.ts'
import { connectionView } from './connection-view.ts'
import * as kit from './index.ts'
import {
  ActivityFeed,
  ActivityFeedView,
  AIProgress,
  AIProgressView,
  az,
  ConnectionStatusView,
  en,
  type Labels,
  LiveMetrics,
  LiveMetricsCard,
  NotificationsView,
  OfflineBanner,
  PresenceAvatars,
  PullToRefresh,
  RealtimeHeader,
  RealtimeToasts,
  StatsWidgetView,
  tr,
  WhoIsHere,
} from './index.ts'
import { formatAgo } from './text.ts'

const html = renderToStaticMarkup
/** What a person sees, and what a screen reader says. */
const textOf = (element: ReactElement): string =>
  html(element)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
/** What is shown: without the words that only keep the badge as wide. */
const shown = (element: ReactElement): string =>
  html(element)
    .replace(/<span data-shown="false">.*?<\/span>(<\/span>)?/g, '')
    .replace(/<[^>]*>/g, ' ')

const live = {
  ...{ state: 'connected', since: 1_700_000_000_000, reason: null, attempt: 0 },
  ...{ next_attempt_at: null, latency_ms: 18.4, user_id: '5' },
} as Status
const nothing = () => {}

test('[R24] the first attempt is no bad news; later ones say why and since when', () => {
  expect(connectionView(live)).toEqual({ kind: 'live', latency_ms: 18.4 })
  expect(connectionView({ ...live, state: 'idle' })).toEqual({ kind: 'connecting' })
  expect(connectionView({ ...live, state: 'connecting' })).toEqual({ kind: 'connecting' })
  expect(connectionView({ ...live, state: 'connecting', attempt: 2, reason: 'network' })).toMatchObject({
    kind: 'disconnected',
    isTrying: true,
    reason: 'network',
  })
  expect(connectionView({ ...live, state: 'offline' })).toMatchObject({ kind: 'disconnected', reason: 'offline' })
  expect(connectionView({ ...live, state: 'closed', reason: 'signed_out' })).toMatchObject({ reason: 'signed_out' })
})

test('[R24] the badge: Canlı with its latency, Bağlantı Kesildi without', () => {
  const badge = (status: Status) => createElement(ConnectionStatusView, { status, onRetry: nothing })
  expect(html(badge(live))).toContain('data-kind="live"')
  expect(html(badge(live))).toMatch(/data-shown="true">Canlı<span class="nabiz-latency">18 ms/)
  const lost = html(badge({ ...live, state: 'waiting', reason: 'network' }))
  expect(lost).toContain('data-kind="disconnected"')
  expect(lost).toContain('data-shown="true">Bağlantı Kesildi')
  expect(lost).toContain('<span role="status" class="nabiz-hidden">Bağlantı Kesildi</span>')
  expect(shown(badge({ ...live, state: 'idle' }))).toContain('Bağlanıyor')
})

test('[R25] trends: arrow, word and colour; loading and stale are said', () => {
  const card = (props: object) =>
    html(createElement(LiveMetricsCard, { label: 'Kuyruk', value: 37, history: [1, 2], ...props }))
  expect(card({ trend: 'up' })).toMatch(/data-tone="good"><span aria-hidden="true">↗<.*yükseliyor/)
  expect(card({ trend: 'down' })).toMatch(/data-tone="bad"><span aria-hidden="true">↘<.*düşüyor/)
  expect(card({})).toMatch(/data-tone="flat"><span aria-hidden="true">—<.*değişmedi/)
  expect(card({ trend: 'down', goodWhen: 'down' })).toContain('data-tone="good"')
  expect(card({ value: null, trend: 'up' })).not.toContain('↗')
  expect(card({ value: null })).toContain('aria-busy="true"')
  expect(card({ isStale: true, trend: 'up' })).toMatch(/Güncel olmayabilir/)
  expect(card({ isStale: true, trend: 'up' })).not.toContain('↗')
  expect(card({ history: [5] })).not.toContain('polyline')
  expect(card({ history: [5, 5] })).toContain('points="0.00,16.00 100.00,16.00"')
})

test('[R26] 99 is 99, more is 99+, for eyes and ears alike', () => {
  const bell = (unread: number) => {
    const notifications: NotificationsHook = { items: [], unread, markRead: nothing, dismiss: nothing }
    return html(createElement(NotificationsView, { notifications, now: 0 }))
  }
  expect(bell(0)).not.toContain('nabiz-badge')
  expect(bell(99)).toContain('>99</span>')
  expect(bell(100)).toContain('>99+</span>')
  expect(bell(4_210)).toContain('aria-label="Bildirimler: 99+ okunmamış"')
})

test('[R27] the feed says who, what, when, how it went, and its own state', () => {
  const item = { id: '1', level: 'error', message: 'gönderi başarısız', actor: 'Ayşe', link: '/x', at: 0 } as const
  const feed = (props: object) => createElement(ActivityFeedView, { items: [item], now: 3 * 3_600_000, ...props })
  expect(textOf(feed({}))).toMatch(/Hata: Ayşe gönderi başarısız 3 sa önce/)
  expect(html(feed({}))).toContain('data-level="error"')
  expect(textOf(feed({ isStale: true }))).toContain('Güncel olmayabilir')
  expect(textOf(feed({ items: [] }))).toContain('Henüz etkinlik yok.')
  expect(textOf(feed({ items: [], state: { kind: 'loading' } }))).toContain('Yükleniyor')
  expect(textOf(feed({ items: [], state: { kind: 'error', onRetry: nothing } }))).toContain('Yüklenemedi. Yenile')
})

/** Every key, and for sentences with blanks what they say. */
const sentences = (value: unknown, path = ''): Record<string, string> => {
  if (typeof value === 'string') return { [path]: value }
  if (typeof value === 'function') return { [path]: String((value as (...all: number[]) => string)(3, 7)) }
  return Object.assign({}, ...Object.entries(value as object).map(([key, one]) => sentences(one, `${path}.${key}`)))
}

test('[R28] three languages with the same sentences, none empty, each blank filled', () => {
  const [inTurkish, ...others] = [tr, en, az].map(({ locales: _, ...labels }: Labels) => sentences(labels))
  for (const other of others) expect(Object.keys(other).toSorted()).toEqual(Object.keys(inTurkish!).toSorted())
  for (const one of [inTurkish!, ...others]) {
    for (const [key, sentence] of Object.entries(one)) {
      expect(sentence.trim(), key).not.toBe('')
      expect(sentence, key).not.toMatch(/undefined|NaN/)
    }
  }
  expect(inTurkish!['.step']).toBe('Adım 3 / 7')
})

test('[R28] numbers, shares and times as the language writes them', () => {
  const card = (labels: Labels, value: number, format: 'number' | 'percent') =>
    textOf(createElement(LiveMetricsCard, { label: '', value, format, labels }))
  expect(card(tr, 10_482.5, 'number')).toContain('10.482,5')
  expect(card(en, 10_482.5, 'number')).toContain('10,482.5')
  expect(card(az, 10_482.5, 'number')).toContain('10.482,5')
  expect(card(tr, 0.874, 'percent')).toContain('%87,4')
  expect(card(az, 0.874, 'percent')).toContain('87,4%')
  const minute = 60_000
  expect([-5, 0.9, 1, 59, 60, 60 * 24, 60 * 49].map(ago => formatAgo(en, 0, ago * minute))).toEqual([
    ...['now', 'now', '1 min ago', '59 min ago', '1 h ago', 'yesterday', '2 days ago'],
  ])
  expect(html(createElement(PresenceAvatars, { members: [member('i', 'ilker şahin')] }))).toContain('>İŞ<')
})

const member = (user_id: string, name: string, tab = '1', status: PresenceMember['status'] = 'online') =>
  ({ member: `${user_id}-${tab}`, user_id, device: 'd', status, since: Number(tab), info: { name } }) as PresenceMember

test('[R29] each person once, away only everywhere, the others counted', () => {
  const faces = (members: PresenceMember[], more: object = {}) =>
    textOf(createElement(PresenceAvatars, { members, ...more }))
  expect(faces([])).toBe('Şu anda kimse yok.')
  expect(faces([member('1', 'Ali Can', '1', 'away'), member('1', 'Ali Can', '2')])).toBe('AC Ali Can')
  expect(faces([member('1', 'Ali Can', '1'), member('1', 'Ali Can', '2', 'away')])).toBe('AC Ali Can')
  expect(faces([member('1', 'Ali', '1', 'away'), member('1', 'Ali', '2', 'away')])).toBe('A Ali (uzakta)')
  const many = Array.from({ length: 7 }, (_, at) => member(`${at}`, `Kişi ${at}`))
  expect(faces(many)).toContain('+2 2 kişi daha')
  expect(faces(many, { max: 7 })).not.toContain('daha')
  expect(faces(many, { count: 4_210 })).toContain('99+ 4205 kişi daha')
})

test('[R30] step, share and time left; nothing to cancel once it ended', () => {
  const job = {
    ...{ job_id: 'j', post_id: null, state: 'drafting', step: 'drafting', step_index: 3, total_steps: 7 },
    ...{ percent: 99.9, message: 'Kış', tokens: 1_200, eta_s: 14.2, at: 0 },
  }
  const card = (change: object) => createElement(AIProgressView, { job: { ...job, ...change }, onCancel: nothing })
  expect(textOf(card({}))).toBe('Yazılıyor %99 Kış Adım 4 / 7 · yaklaşık 14 sn kaldı · 1.200 jeton İptal et')
  expect(html(card({}))).toContain('aria-valuenow="99"')
  expect(html(card({}))).not.toContain('disabled')
  for (const state of ['done', 'failed', 'cancelled']) expect(html(card({ state }))).toContain('disabled=""')
  expect(html(card({ percent: null }))).not.toContain('aria-valuenow')
  expect(textOf(card({ state: 'özel adım' }))).toContain('özel adım')
  expect(textOf(createElement(AIProgressView, { job: null }))).toBe('Çalışan bir iş yok.')
})

test('[R31] every connected component renders without a connection, and says that it waits', () => {
  const { client } = createLoopback()
  const page = createElement(
    NabizProvider,
    { client },
    createElement(RealtimeHeader, null, 'Nabız'),
    createElement(LiveMetrics),
    createElement(ActivityFeed),
    createElement(AIProgress),
    createElement(RealtimeToasts),
    createElement(OfflineBanner),
    createElement(WhoIsHere, { room: 'letter:1' }),
    createElement(PullToRefresh, { onRefresh: async () => {} }, 'içerik'),
  )
  const text = textOf(page)
  for (const words of ['Nabız', 'Bağlanıyor', 'Aktif kullanıcı', 'Yükleniyor', 'Çalışan bir iş yok.', 'içerik'])
    expect(text).toContain(words)
  expect(client.status.state).toBe('idle')
  expect(textOf(createElement(StatsWidgetView, { value: 1284, isLive: false }))).toBe(
    '1.284 aktif kullanıcı Güncel olmayabilir',
  )
})

test('[R32] the gallery, which is looked at in a browser, has every component', () => {
  const folder = join(import.meta.dirname, '../../../../examples/react-gallery')
  const gallery = ['live-desk.tsx', 'fixed-states.tsx'].map(file => readFileSync(join(folder, file), 'utf8')).join()
  const names = Object.entries(kit).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []))
  expect(names.length).toBeGreaterThanOrEqual(19)
  expect(names.filter(name => !new RegExp(`<${name}\\b|name="${name}"`).test(gallery))).toEqual([])
})
