/** The components of @nabiz/react in a real browser, over a real server: what a rule about markup cannot prove. */
import { expect, type Page, test as plain } from '@playwright/test'
import { publishBeat } from '../../examples/react-gallery/feed.ts'
import { type Served, serveGallery } from '../../examples/react-gallery/serve.ts'
import { violations } from './accessible.ts'

type Fixtures = { served: Served }

const test = plain.extend<object, Fixtures>({
  served: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const served = await serveGallery({ feed: false, watch: false })
      await use(served)
      await served.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

const DESK = ['dashboard', 'posts', 'user:5']

const header = (page: Page) => page.locator('.nabiz-header')
const badge = (page: Page) => header(page).locator('.nabiz-status')
const bell = (page: Page) => header(page).getByRole('button', { name: /Bildirimler/ })
const toasts = (page: Page) => page.locator('#live .nabiz-toast')

/** Opens the gallery, live; errors of the page are errors of the test. */
const open = async (page: Page, served: Served, query = '') => {
  page.on('pageerror', error => {
    throw error
  })
  await page.goto(`${served.url}/?lang=tr${query}`)
  await expect(badge(page)).toHaveAttribute('data-kind', 'live')
  // All rooms of the desk, so that nothing published from now on is missed.
  await expect.poll(() => Object.keys(served.nabiz.stats().rooms)).toEqual(expect.arrayContaining(DESK))
}

const system = (served: Served, message: string) =>
  served.nabiz.publish('user:5', 'system_notification', { level: 'success', message })

for (const theme of ['light', 'dark']) {
  test(`[R32] every component in every state, ${theme}`, async ({ page, served }) => {
    await open(page, served, `&theme=${theme}`)
    for (let beat = 1; beat <= 8; beat += 1) await publishBeat(served.nabiz, beat)
    await expect(header(page).locator('.nabiz-badge')).toBeVisible()
    expect(await violations(page)).toEqual([])
    await bell(page).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.getByRole('article', { name: 'RealtimeConnectionStatus' }).locator('[data-state="lost"] button').click()
    await expect(page.getByRole('dialog')).toContainText('Sunucuya ulaşılamıyor.')
    expect(await violations(page)).toEqual([])
  })
}

test('[R24] the green badge fades after its time and shows itself to the pointer; the red one stays', async ({
  page,
  served,
  context,
}) => {
  await page.clock.install()
  await open(page, served)
  const fading = page.locator('.desk-people .nabiz-status')
  await page.clock.runFor(2_900)
  await expect(fading).toHaveCSS('opacity', '1')
  await page.clock.runFor(200)
  await expect(fading).toHaveCSS('opacity', '0')
  await fading.hover()
  await expect(fading).toHaveCSS('opacity', '1')
  await page.mouse.move(5, 5)
  await expect(fading).toHaveCSS('opacity', '0')
  await context.setOffline(true)
  await served.nabiz.disconnect({ user_id: '5' })
  await expect(fading).toHaveAttribute('data-kind', 'disconnected')
  await page.clock.runFor(60_000)
  await expect(fading).toHaveCSS('opacity', '1')
})

test('[R32] nothing can be pushed sideways at 320 px, the open panels included', async ({ page, served }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await open(page, served)
  const sideways = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const inside = async () => {
    const box = (await page.getByRole('dialog').boundingBox())!
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(320)
  }
  expect(await sideways()).toBe(0)
  for (const button of [bell(page), badge(page)]) {
    await button.click()
    await inside()
    expect(await sideways()).toBe(0)
  }
})

/** Every layout shift from now on, with what moved. */
const watchShifts = (page: Page) =>
  page.evaluate(() => {
    const shifts: string[] = []
    Object.assign(window, { shifts })
    type Shift = PerformanceEntry & { value: number; sources: { node: Node | null }[] }
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as Shift[]) {
        const moved = entry.sources.map(({ node }) =>
          node instanceof Element ? node.getAttribute('class') : node?.textContent,
        )
        shifts.push(`${entry.value.toFixed(5)} ${moved.join(' | ')}`)
      }
    }).observe({ type: 'layout-shift' })
  })

const shifts = (page: Page) => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts)

test('[R33] numbers, activities, toasts, progress, a lost connection: nothing moves', async ({
  page,
  served,
  context,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await open(page, served)
  await publishBeat(served.nabiz, 1)
  await publishBeat(served.nabiz, 2)
  await expect(page.locator('#live .nabiz-metric-value').first()).not.toHaveText('')
  await watchShifts(page)
  for (let beat = 3; beat < 60; beat += 1) {
    await publishBeat(served.nabiz, beat)
    // As many frames are drawn as a person would see.
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)))
  }
  const many = { values: { active_users: 1_284_500, api_calls: 9, cache_hit_rate: 0, queue: 100_000 } }
  await served.nabiz.publish('dashboard', 'stats_updated', many)
  await expect(header(page).locator('.nabiz-stats')).toContainText('1.284.500')
  await expect(page.locator('#live .nabiz-activity')).toHaveCount(20)
  await expect(toasts(page)).toHaveCount(3)
  await context.setOffline(true)
  await served.nabiz.disconnect({ user_id: '5' })
  await expect(badge(page)).toHaveAttribute('data-kind', 'disconnected')
  await expect(page.locator('#live .nabiz-offline')).toContainText('Gördükleriniz eskimiş olabilir')
  await context.setOffline(false)
  await expect(badge(page)).toHaveAttribute('data-kind', 'live')
  expect(await shifts(page)).toEqual([])
})

test('[R34] the bell by keyboard: Enter opens it, Tab walks through it, Escape gives the focus back', async ({
  page,
  served,
}) => {
  await open(page, served)
  await system(served, 'Mektup gönderildi')
  await expect(bell(page)).toHaveAccessibleName('Bildirimler: 1 okunmamış')
  await bell(page).focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog')
  await expect(panel).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(panel.getByRole('button', { name: 'Tümünü okundu say' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(bell(page)).toHaveAccessibleName('Bildirimler')
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(bell(page)).toBeFocused()
  await expect(bell(page)).toHaveAttribute('aria-expanded', 'false')
})

test('[R34] a panel closes when the focus or a click goes elsewhere; a row is dismissed by keyboard', async ({
  page,
  served,
}) => {
  await open(page, served)
  await system(served, 'Biri')
  await bell(page).click()
  const panel = page.getByRole('dialog')
  const row = panel.getByRole('button', { name: 'Kaldır: Biri' })
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(panel).toContainText('Henüz bildirim yok.')
  await page.getByRole('heading', { name: 'Nabız' }).click()
  await expect(panel).toBeHidden()
  await badge(page).click()
  await expect(panel).toContainText('anında ulaşıyor')
  await page.keyboard.press('Tab')
  await expect(panel).toBeHidden()
})

test('[R34] the refresh button shows itself to the keyboard alone', async ({ page, served }) => {
  await open(page, served)
  const refresh = page.locator('#live .nabiz-pull-button')
  await expect(refresh).toHaveCSS('opacity', '0')
  await page.getByLabel('Theme').focus()
  await page.keyboard.press('Tab')
  await expect(refresh).toBeFocused()
  await expect(refresh).toHaveCSS('opacity', '1')
})

/** Names of animations and moved properties of all that runs while data comes in. */
const moving = (page: Page) =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1)
      .flatMap(({ effect }) => (effect as KeyframeEffect).getKeyframes().flatMap(frame => Object.keys(frame)))
      .filter(name => !['offset', 'easing', 'composite', 'computedOffset'].includes(name)),
  )

test('[R35] moves are transform and opacity; with less motion there are none', async ({ page, served }) => {
  await open(page, served)
  await publishBeat(served.nabiz, 4)
  await publishBeat(served.nabiz, 6)
  await expect.poll(async () => [...new Set(await moving(page))].toSorted()).toEqual(['opacity', 'transform'])
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await publishBeat(served.nabiz, 8)
  await publishBeat(served.nabiz, 10)
  await expect.poll(() => moving(page)).toEqual([])
})

test('[R36] a property of an ancestor changes what is below it; color-scheme decides the rest', async ({
  page,
  served,
}) => {
  await open(page, served, '&theme=light')
  const card = page.locator('#live .nabiz-metric').first()
  await expect(card).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  await page.evaluate(() => document.documentElement.style.setProperty('color-scheme', 'dark'))
  await expect(card).toHaveCSS('background-color', 'rgb(19, 29, 32)')
  await page
    .locator('#live')
    .evaluate(desk => (desk as HTMLElement).style.setProperty('--nabiz-surface', 'rgb(1, 2, 3)'))
  await expect(card).toHaveCSS('background-color', 'rgb(1, 2, 3)')
  await expect(page.locator('.exhibits .nabiz-metric').first()).toHaveCSS('background-color', 'rgb(19, 29, 32)')
})

test('[R37] a toast goes by itself, not under the pointer, and the bell keeps what it said', async ({
  page,
  served,
}) => {
  await page.clock.install()
  await open(page, served)
  await system(served, 'Mektup gönderildi')
  await expect(toasts(page)).toHaveText(/Mektup gönderildi/)
  await toasts(page).hover()
  await page.clock.runFor(60_000)
  await expect(toasts(page)).toHaveCount(1)
  await page.mouse.move(5, 5)
  await page.clock.runFor(5_000)
  await expect(toasts(page)).toHaveCount(1)
  await page.clock.runFor(1_500)
  await expect(toasts(page)).toHaveCount(0)
  await expect(bell(page)).toHaveAccessibleName('Bildirimler: 1 okunmamış')
})

test('[R38] pulling the page far enough asks again, letting go before does not', async ({ browser, served }) => {
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'tr-TR' })
  const page = await phone.newPage()
  await open(page, served)
  const touches = await phone.newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    touches.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 195, y }] })
  const calls = page.locator('#live .nabiz-metric-value').nth(1)
  const word = page.locator('#live .nabiz-pull-word')
  await touch('touchStart', 300)
  for (const y of [320, 350, 380]) await touch('touchMove', y)
  await expect(word).toHaveText('Yenilemek için çekin')
  await touch('touchEnd')
  await expect(word).toHaveText('')
  await expect(calls).toHaveText('')
  await touch('touchStart', 300)
  for (const y of [320, 360, 420]) await touch('touchMove', y)
  await expect(word).toHaveText('Yenilemek için bırakın')
  await touch('touchEnd')
  await expect(calls).not.toHaveText('')
  await expect(word).toHaveText('')
  await phone.close()
})

test('[R39] who comes and goes is seen at once on every screen, each person once', async ({
  page,
  browser,
  served,
}) => {
  const faces = (one: Page) => one.locator('#live .nabiz-face')
  await open(page, served)
  await expect(faces(page)).toHaveText(['GMGülşən Məmmədova'])
  const again = await browser.newPage()
  await open(again, served)
  const other = await browser.newPage()
  await open(other, served, '&visitor=6')
  for (const one of [page, again, other]) await expect(faces(one)).toHaveText(['GMGülşən Məmmədova', 'İŞİlker Şahin'])
  await served.nabiz.disconnect({ user_id: '5' })
  await other.close()
  for (const one of [page, again]) await expect(faces(one)).toHaveText(['GMGülşən Məmmədova'])
  await again.close()
})
