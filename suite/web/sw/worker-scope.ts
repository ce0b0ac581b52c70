/**
 * What the service worker needs of its surroundings. The types of pages and of workers contradict each other, so one
 * project cannot have both; these few are written out, and tests can stand in for them.
 */

type Waiting = { waitUntil(work: Promise<unknown>): void }

export type WorkerWindow = { url: string; focus(): Promise<unknown>; postMessage(message: unknown): void }

export type ShownNotification = { close(): void; data: unknown }

export type WorkerEvents = {
  install: Waiting
  activate: Waiting
  fetch: {
    request: Request
    /** The answer to a page, asked for while the worker woke. */
    preloadResponse: Promise<Response | undefined>
    respondWith(answer: Promise<Response>): void
  }
  message: { data: unknown }
  push: Waiting & { data: { json(): unknown } | null }
  notificationclick: Waiting & { notification: ShownNotification }
}

export type WorkerScope = {
  addEventListener<Type extends keyof WorkerEvents>(type: Type, hear: (event: WorkerEvents[Type]) => void): void
  location: { origin: string }
  navigator: { languages: readonly string[] }
  caches: CacheStorage
  fetch: typeof fetch
  skipWaiting(): Promise<void>
  clients: {
    claim(): Promise<void>
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WorkerWindow[]>
    openWindow(url: string): Promise<unknown>
  }
  registration: {
    navigationPreload?: { enable(): Promise<void> }
    showNotification(
      title: string,
      options: { body: string; tag: string; icon: string; badge: string; data: unknown; lang: string },
    ): Promise<void>
  }
}
