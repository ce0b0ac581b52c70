/** What the fixed states show: made up once, the same at every visit but for the time of day. */
import type { Status } from '@nabiz/client'
import type { PresenceMember } from '@nabiz/protocol'
import type { Activity, AIJob, LiveNotification, NotificationsHook, RealtimeStats } from '@nabiz/react'

export const NOW = Date.now()
const MINUTE_MS = 60_000

const connected = {
  state: 'connected',
  since: NOW - 5 * MINUTE_MS,
  reason: null,
  attempt: 0,
  next_attempt_at: null,
  latency_ms: 18,
  user_id: '5',
} as Status

export const STATUS: Readonly<Record<'live' | 'connecting' | 'lost' | 'trying', Status>> = {
  live: connected,
  connecting: { ...connected, state: 'connecting', latency_ms: null, user_id: null },
  lost: { ...connected, state: 'waiting', reason: 'network', attempt: 3, next_attempt_at: NOW + 8_000 },
  trying: { ...connected, state: 'connecting', reason: 'heartbeat_missed', attempt: 1 },
}

const wave = (length: number, height: number) =>
  Array.from({ length: 60 }, (_, at) => Math.sin((at * 2 * Math.PI) / length) * height + Math.cos(at * 1.9))

export const STATS: RealtimeStats = {
  values: { active_users: 128, api_calls: 10_482, cache_hit_rate: 0.874 },
  trends: { active_users: 'up', api_calls: 'down', cache_hit_rate: 'flat' },
  history: { active_users: wave(30, 6), api_calls: wave(50, 9), cache_hit_rate: wave(22, 4) },
  at: NOW,
  isLive: true,
  error: null,
}

export const NO_STATS: RealtimeStats = { ...STATS, values: null, trends: {}, history: {}, at: null }

const LEVELS = ['success', 'info', 'warning', 'error'] as const
const SAID = [
  'Gəncə Ticarət mutabakatını onayladı',
  'Işık Tekstil mektubunu açtı',
  'Ğ-204 stoğunu 12 adede düşürdü; asgari miktarın altında kaldığı için sipariş önerisi hazırlandı',
  'Öztürk Lojistik gönderisi başarısız oldu',
]

export const ACTIVITIES: readonly Activity[] = SAID.map((message, at) => ({
  id: `a${at}`,
  level: LEVELS[at]!,
  message,
  actor: ['Ayşe Yılmaz', 'Rəşad Əliyev', 'İlker Şahin', null][at]!,
  link: at === 1 ? '#live' : null,
  at: NOW - at * 7 * MINUTE_MS,
}))

const KINDS = ['notification', 'activity', 'system', 'ai_progress'] as const

export const NOTIFICATIONS: readonly LiveNotification[] = SAID.map((message, at) => ({
  id: `n${at}`,
  kind: KINDS[at]!,
  level: LEVELS[at]!,
  title: null,
  message,
  link: at === 0 ? '#live' : null,
  actor: null,
  at: NOW - at * 55 * MINUTE_MS,
  received_at: NOW,
  read: at > 1,
  percent: at === 3 ? 62 : null,
}))

export const notificationsOf = (items: readonly LiveNotification[], unread: number): NotificationsHook => ({
  items,
  unread,
  markRead: () => {},
  dismiss: () => {},
})

export const JOB: AIJob = {
  job_id: 'j1',
  post_id: 'p1',
  state: 'drafting',
  step: 'drafting',
  step_index: 3,
  total_steps: 7,
  percent: 48,
  message: 'Kış kampanyası duyurusu',
  tokens: 620,
  eta_s: 14,
  at: NOW,
}

const NAMES = ['Gülşən Məmmədova', 'Ayşe Yılmaz', 'İlker Şahin', 'Rəşad Əliyev', 'Öykü Demir', 'Bora', 'Çağla Işık']

export const MEMBERS: readonly PresenceMember[] = NAMES.map((name, at) => ({
  member: `m${at}`,
  user_id: `${at}`,
  device: `d${at}`,
  status: at === 2 ? 'away' : 'online',
  since: NOW - (NAMES.length - at) * MINUTE_MS,
  info: { name },
}))
