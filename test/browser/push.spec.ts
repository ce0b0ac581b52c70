/** The service worker: without a network, for push messages, and when a newer version comes. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page, Worker } from '@playwright/test'
import { letterSteps } from '../suite/letter-steps.ts'
import { mailsShownTo } from '../suite/mails.ts'
import { createStranger, signInAt } from '../suite/person.ts'
import { violations } from './accessible.ts'
import { companyOf, expect, openLive, test } from './visit.ts'

/** Resolves when a worker answers for this page. */
const controlled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller)
      await new Promise(changed =>
        navigator.serviceWorker.addEventListener('controllerchange', changed, { once: true }),
      )
  })

test('[B47] without a network the page says so, and comes back by itself; nothing of the API was kept', async ({
  visit,
  forgive,
}) => {
  forgive(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket/)
  const page = await visit('gulsen', { locale: 'az-AZ' })
  const { home } = await companyOf(page)
  await openLive(page, `${home}/letters`)
  await controlled(page)
  // Once more, so that the worker has seen every file go by.
  await openLive(page, `${home}/letters`)
  await page.context().setOffline(true)
  await page.goto(`${home}/counterparties`)
  await expect(page.getByRole('heading', { name: 'İnternet bağlantısı yoxdur' })).toBeVisible()
  const kept = await page.evaluate(async () => {
    const paths: string[] = []
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname)
    return paths
  })
  expect(kept.filter(path => path.startsWith('/assets/')).length).toBeGreaterThan(10)
  expect(kept.filter(path => !path.startsWith('/assets/')).toSorted()).toEqual([
    '/favicon.svg',
    '/offline.css',
    '/offline.html',
    '/offline.js',
    '/theme.js',
  ])
  await page.context().setOffline(false)
  await expect(page).toHaveURL(/\/counterparties$/)
  await expect(page.locator('[data-row]').first()).toBeVisible()
})

for (const [locale, colorScheme, title, back] of [
  ['tr-TR', 'dark', 'İnternet bağlantısı yok', 'Geri dön'],
  ['en-GB', 'light', 'No internet connection', 'Go back'],
] as const)
  test(`[B114] without a network a screen that was never opened keeps the frame, in ${locale} and ${colorScheme}, with a way back`, async ({
    visit,
    forgive,
  }) => {
    forgive(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket|Failed to fetch|nothing can be reached/)
    const page = await visit('gulsen', { locale, colorScheme })
    const { home } = await companyOf(page)
    await openLive(page, `${home}/letters`)
    await controlled(page)
    await page.context().setOffline(true)
    const menu = page.getByRole('navigation').first()
    await menu.locator('a[href$="/mutabakat/periods"]').click()
    await expect(page.getByRole('main').getByText(title, { exact: true })).toBeVisible()
    await expect(page).toHaveURL(/\/periods$/)
    await expect(menu).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: back }).click()
    await expect(page).toHaveURL(/\/letters$/)
    await expect(page.locator('[data-row]').first()).toBeVisible()
    await menu.locator('a[href$="/mutabakat/periods"]').click()
    await expect(page.getByRole('main').getByText(title, { exact: true })).toBeVisible()
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
    await page.context().setOffline(false)
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('main').getByText(title, { exact: true })).toBeHidden()
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true)
  })

const workerOf = (context: BrowserContext): Worker => {
  const [worker] = context.serviceWorkers()
  if (!worker) throw new Error('no service worker runs')
  return worker
}

/** As the browser does when its push service brings a message, decrypted. */
const pusher = async (page: Page) => {
  const wire = await page.context().newCDPSession(page)
  const registered = new Promise<string>(resolve =>
    wire.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [one] = registrations
      if (one) resolve(one.registrationId)
    }),
  )
  await wire.send('ServiceWorker.enable')
  const registrationId = await registered
  const origin = new URL(page.url()).origin
  return (data: string) => wire.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
}

type Shown = { title: string; body: string; tag: string }
const shown = (worker: Worker): Promise<Shown[]> =>
  worker.evaluate(async () => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration }
    return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }))
  })

test('[B48] a push message becomes what its notification says, or that there is something new; a click goes there', async ({
  visit,
  baseURL,
}) => {
  const member = await signInAt(baseURL!, 'gulsen@defnegida.example', 'nabiz-ornek-2026')
  const steps = letterSteps({ member, guest: createStranger(baseURL!), nextMail: mailsShownTo(member) })
  const draft = await steps.draft()
  await steps.answer(await steps.visit(draft))

  const page = await visit('gulsen')
  await page.context().grantPermissions(['notifications'])
  const { id, home } = await companyOf(page)
  await openLive(page, home)
  await controlled(page)
  type Told = { id: string; title: string; message: string; link: string }
  const told = async (): Promise<Told | undefined> => {
    const answer = await page.request.get('/api/notifications?limit=20')
    return ((await answer.json()) as { items: Told[] }).items.find(({ link }) => link?.endsWith(draft.id))
  }
  await expect.poll(told).toBeDefined()
  const news = (await told())!
  const push = await pusher(page)
  const payload = {
    v: 1,
    kind: 'mutabakat_approved',
    notification_id: news.id,
    company: id,
    link: news.link,
    tag: 'one',
  }
  await push(JSON.stringify(payload))
  const worker = workerOf(page.context())
  await expect.poll(() => shown(worker)).toEqual([{ title: news.title, body: news.message, tag: 'one' }])

  // The same tag takes the place of the older; of somebody else nothing is told.
  await push(JSON.stringify({ ...payload, notification_id: '00000000-0000-7000-8000-000000000000' }))
  await expect.poll(() => shown(worker)).toEqual([{ title: 'Nabız', body: 'Yeni bir bildiriminiz var.', tag: 'one' }])
  // Said again: a worker that is just being put to sleep misses what the debugger hands it.
  await expect(async () => {
    await push('not a payload')
    const tags = async () => (await shown(worker)).map(({ tag }) => tag).toSorted()
    await expect.poll(tags, { timeout: 2_000 }).toEqual(['nabiz', 'one'])
  }).toPass()

  const before = await page.evaluate(() => performance.timeOrigin)
  await worker.evaluate(async () => {
    const scope = globalThis as unknown as { registration: ServiceWorkerRegistration } & EventTarget
    const [notification] = await scope.registration.getNotifications({ tag: 'one' })
    const Click = Reflect.get(globalThis, 'NotificationEvent') as new (type: string, init: object) => Event
    scope.dispatchEvent(new Click('notificationclick', { notification }))
  })
  await expect(page).toHaveURL(new RegExp(`/letters/${draft.id}$`))
  // The tab that was open went there; it was not loaded anew.
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(before)
})

/** The same server, whose worker is another one from `renew` on. */
const openRenewed = async (url: string) => {
  let version = 1
  const server = createServer(async (request, response) => {
    const { accept = '*/*', cookie = '', 'x-company': company = '', 'x-requested-with': by = '' } = request.headers
    const headers = { accept, cookie, 'x-company': String(company), 'x-requested-with': String(by) }
    const answer = await fetch(`${url}${request.url}`, { headers, redirect: 'manual' })
    const body = Buffer.from(await answer.arrayBuffer())
    const type = answer.headers.get('content-type') ?? 'text/plain'
    response.writeHead(answer.status, { 'content-type': type, 'cache-control': 'no-cache' })
    response.end(request.url === '/sw.js' ? Buffer.concat([body, Buffer.from(`\n// ${version}`)]) : body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    renew: () => {
      version += 1
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('[B49] a newer version announces itself in the open tab, and takes over when somebody agrees', async ({
  visit,
  baseURL,
  forgive,
}) => {
  // What stands between passes no live connection on.
  forgive(/./)
  const between = await openRenewed(baseURL!)
  const page = await visit('gulsen')
  const { slug } = await companyOf(page)
  await page.goto(`${between.url}/c/${slug}/tasks`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await controlled(page)
  const notice = page.getByText('Nabız’ın yeni sürümü hazır.')
  await expect(notice).toHaveCount(0)
  between.renew()
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/'))?.update())
  await expect(notice).toBeVisible()
  const before = await page.evaluate(() => performance.timeOrigin)
  await page.getByRole('button', { name: 'Sayfayı yenile' }).click()
  await expect.poll(() => page.evaluate(() => performance.timeOrigin).catch(() => before)).not.toBe(before)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(notice).toHaveCount(0)
  expect(
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/'))?.waiting ?? null),
  ).toBeNull()
  between.close()
})
