/**
 * What works without a network: a page that says so, and files of the build, which never change under their name.
 * Nothing of the API is ever kept here: what people see is asked for, or is not shown.
 */
import type { WorkerEvents, WorkerScope } from './worker-scope.ts'

const PAGE = '/offline.html'
/** What the page that says so is made of. */
const PAGE_PARTS = [PAGE, '/offline.css', '/offline.js', '/theme.js', '/favicon.svg'] as const
const PAGE_CACHE = 'nabiz-offline'
const BUILD_CACHE = 'nabiz-build'

/** `build`: the paths of all files of this build, `/assets/main-Ab12.js`. */
export const workOffline = (scope: WorkerScope, build: readonly string[]): void => {
  const known = new Set(build)

  const install = async (): Promise<void> => {
    const cache = await scope.caches.open(PAGE_CACHE)
    // Past the browser's own cache: an update must not keep the page of the version before.
    await cache.addAll(PAGE_PARTS.map(path => new Request(path, { cache: 'reload' })))
  }

  const activate = async (): Promise<void> => {
    await scope.registration.navigationPreload?.enable()
    const cache = await scope.caches.open(BUILD_CACHE)
    for (const request of await cache.keys()) {
      if (!known.has(new URL(request.url).pathname)) await cache.delete(request)
    }
    await scope.clients.claim()
  }

  const ofBuild = async (request: Request): Promise<Response> => {
    const cache = await scope.caches.open(BUILD_CACHE)
    const kept = await cache.match(request.url)
    if (kept) return kept
    const answer = await scope.fetch(request)
    if (answer.status === 200) await cache.put(request.url, answer.clone())
    return answer
  }

  const page = async ({ request, preloadResponse }: WorkerEvents['fetch']): Promise<Response> => {
    try {
      return (await preloadResponse) ?? (await scope.fetch(request))
    } catch {
      const offline = await scope.caches.match(PAGE, { cacheName: PAGE_CACHE })
      return offline ?? Response.error()
    }
  }

  const part = async (request: Request, path: string): Promise<Response> => {
    try {
      return await scope.fetch(request)
    } catch {
      return (await scope.caches.match(path, { cacheName: PAGE_CACHE })) ?? Response.error()
    }
  }

  scope.addEventListener('install', event => event.waitUntil(install()))
  scope.addEventListener('activate', event => event.waitUntil(activate()))
  scope.addEventListener('fetch', event => {
    const { request } = event
    const { origin, pathname } = new URL(request.url)
    if (request.method !== 'GET' || origin !== scope.location.origin) return
    if (known.has(pathname)) event.respondWith(ofBuild(request))
    // A download or a framed PDF is a navigation, too; only the shell's own pages are answered for.
    else if (request.mode === 'navigate' && !pathname.startsWith('/api/')) event.respondWith(page(event))
    else if ((PAGE_PARTS as readonly string[]).includes(pathname)) event.respondWith(part(request, pathname))
  })
}
