/** A push message becomes a notification of the system; a click on it leads to what it is about. */
import type { Locale, Notification, PushPayload } from '#platform/contract'
import { companyPath } from '../session/company-path.ts'
import type { WorkerScope } from './worker-scope.ts'

/** Said where the text cannot be read: signed out, offline, or removed meanwhile. */
const SOMETHING_NEW: Record<Locale, string> = {
  tr: 'Yeni bir bildiriminiz var.',
  en: 'You have a new notification.',
  az: 'Yeni bildirişiniz var.',
}

/** As `pickLocale`, which would bring every contract along. */
const localeOf = (languages: readonly string[]): Locale =>
  languages.map(one => one.slice(0, 2)).find((one): one is Locale => Object.hasOwn(SOMETHING_NEW, one)) ?? 'tr'

/** What a tab hears when somebody clicked: it goes there without loading anew. */
export type OpenMessage = { type: 'nabiz_open'; path: string }

type Target = Pick<PushPayload, 'company' | 'link'>

/** By hand: the schema's library is larger than this whole worker. */
const payloadOf = (data: unknown): PushPayload | null => {
  const payload = data as Partial<PushPayload> | null
  const isOurs = payload?.v === 1 && [payload.notification_id, payload.company, payload.tag].every(isText)
  return isOurs && (payload.link === null || isText(payload.link)) ? (payload as PushPayload) : null
}
const isText = (value: unknown): value is string => typeof value === 'string'

export const hearPush = (scope: WorkerScope): void => {
  /** Null on any refusal: there is nobody to show an error to. */
  const ask = async <T>(path: string): Promise<T | null> => {
    try {
      const answer = await scope.fetch(path, {
        credentials: 'same-origin',
        headers: { accept: 'application/json', 'x-requested-with': 'nabiz' },
      })
      return answer.ok ? ((await answer.json()) as T) : null
    } catch {
      return null
    }
  }

  const show = async (data: unknown): Promise<void> => {
    const payload = payloadOf(data)
    const locale = localeOf(scope.navigator.languages)
    const id = payload ? encodeURIComponent(payload.notification_id) : ''
    const known = payload ? await ask<Notification>(`/api/notifications/${id}`) : null
    const target: Target | null = payload && { company: payload.company, link: payload.link }
    await scope.registration.showNotification(known?.title ?? 'Nabız', {
      body: known?.message ?? SOMETHING_NEW[locale],
      tag: payload?.tag ?? 'nabiz',
      icon: '/icon-192.png',
      badge: '/badge-96.png',
      data: target,
      lang: locale,
    })
  }

  /** In the company it was sent for; its notifications when it names no page; home when it is nobody's any more. */
  const pathOf = async (target: Target | null): Promise<string> => {
    const me = target && (await ask<{ companies: { id: string; slug: string }[] }>('/api/me'))
    const company = me?.companies.find(({ id }) => id === target?.company)
    return company ? companyPath(company.slug, target?.link ?? 'notifications') : '/'
  }

  const open = async (data: unknown): Promise<void> => {
    const path = await pathOf(data as Target | null)
    const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
    const here = windows.find(({ url }) => new URL(url).pathname.startsWith('/c/'))
    if (!here) return void (await scope.clients.openWindow(path))
    const message: OpenMessage = { type: 'nabiz_open', path }
    here.postMessage(message)
    await here.focus()
  }

  scope.addEventListener('push', event => {
    let data: unknown = null
    try {
      data = event.data?.json() ?? null
    } catch {
      // Not ours; the browser still demands that something is shown.
    }
    event.waitUntil(show(data))
  })
  scope.addEventListener('notificationclick', event => {
    event.notification.close()
    event.waitUntil(open(event.notification.data))
  })
}
