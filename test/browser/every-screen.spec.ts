/** What holds on every screen: it is accessible, it fits a narrow phone, and it writes no error. */
import type { BrowserContextOptions, Page } from '@playwright/test'
import type { Visit } from '../suite/letter-steps.ts'
import { violations } from './accessible.ts'
import { grantVisit, guestScreens, innerScreens, makeVisit, openScreen, type Screen } from './screens.ts'
import { companyOf, expect, test as plain } from './visit.ts'

const test = plain.extend<object, { opened: (url: string) => Promise<Visit & { code: string }> }>({
  opened: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      let made: ReturnType<typeof makeVisit> | null = null
      await use(url => {
        made ??= makeVisit(url)
        return made
      })
    },
    { scope: 'worker' },
  ],
})

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const NARROW = { viewport: { width: 320, height: 640 } }

/** How far the page can be pushed sideways, in px. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const faultsOf = async (page: Page, screens: readonly Screen[]): Promise<Record<string, unknown>> => {
  const found: Record<string, unknown> = {}
  for (const screen of screens) {
    await openScreen(page, screen)
    const breaches = await violations(page)
    if (breaches.length > 0) found[screen.name] = breaches
    const push = await sideways(page)
    if (push > 0) found[`${screen.name}, sideways`] = push
  }
  return found
}

// Screens that say "not found" are among them, and browsers write such answers to the console.
test.beforeEach(({ forgive }) => forgive(/status of 404/))

const runs: { what: string; options: BrowserContextOptions }[] = [
  { what: 'light, at a desk', options: { colorScheme: 'light' } },
  { what: 'dark, at a desk', options: { colorScheme: 'dark' } },
  { what: 'light, on a phone @long', options: { colorScheme: 'light', ...PHONE } },
]
for (const { what, options } of runs) {
  test(`[B3] [B2] every screen is accessible: ${what}`, async ({ visit, opened, baseURL }) => {
    test.slow()
    const guestVisit = await opened(baseURL!)
    const page = await visit('gulsen', { reducedMotion: 'reduce', ...options })
    expect(await faultsOf(page, await innerScreens(page))).toEqual({})
    const guest = await visit('guest', { reducedMotion: 'reduce', ...options })
    await openScreen(guest, guestScreens(guestVisit)[0]!)
    expect(await violations(guest)).toEqual([])
    await grantVisit(guest, guestVisit)
    expect(await faultsOf(guest, guestScreens(guestVisit))).toEqual({})
    await guest.goto(guestScreens(guestVisit)[0]!.path)
    await guest.getByRole('button', { name: 'Mutabık değiliz', exact: true }).click()
    expect(await violations(guest)).toEqual([])
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`[B3] what opens over a screen is accessible in ${colorScheme}`, async ({ visit }) => {
    test.slow()
    const page = await visit('gulsen', { colorScheme, reducedMotion: 'reduce' })
    const { home } = await companyOf(page)
    await openScreen(page, { name: 'counterparties', path: `${home}/counterparties` })
    const overlays: [open: () => Promise<void>, name: string][] = [
      [() => page.getByRole('button', { name: 'Yeni cari' }).click(), 'Yeni cari'],
      [() => page.keyboard.press('Control+k'), 'Ara ya da git'],
      [() => page.getByRole('button', { name: /^Bildirimler/ }).click(), 'Bildirimler'],
      [() => page.getByRole('button', { name: /^İşlemler/ }).click(), 'İşlemler'],
      [() => page.getByRole('button', { name: 'Canlı' }).click(), 'Bağlantı durumu'],
    ]
    for (const [open, name] of overlays) {
      await open()
      const dialog = page.getByRole('dialog', { name })
      await expect(dialog).toBeVisible()
      await expect(dialog.locator('.breathing')).toHaveCount(0)
      expect(await violations(page), name).toEqual([])
      await page.keyboard.press('Escape')
      await expect(dialog).toBeHidden()
    }
  })
}

const FOREIGN = [
  { locale: 'en', browser: 'en-GB' },
  { locale: 'az', browser: 'az-AZ' },
] as const
for (const { locale, browser } of FOREIGN) {
  const speaking = async (opening: Promise<Page>): Promise<Page> => {
    const page = await opening
    await page.addInitScript(chosen => localStorage.setItem('nabiz.locale', chosen), locale)
    return page
  }
  const options = { locale: browser, reducedMotion: 'reduce' } as const

  test(`[B3] [B4] list, form, letter and the guest’s page are accessible in ${locale}`, async ({
    visit,
    opened,
    baseURL,
  }) => {
    test.slow()
    const guestVisit = await opened(baseURL!)
    const page = await speaking(visit('gulsen', options))
    const wanted = ['letters', 'new letter', 'a letter that is rejected']
    const screens = (await innerScreens(page)).filter(({ name }) => wanted.includes(name))
    expect(screens).toHaveLength(wanted.length)
    expect(await faultsOf(page, screens)).toEqual({})
    await expect(page.locator('html')).toHaveAttribute('lang', locale)
    const guest = await speaking(visit('guest', options))
    await grantVisit(guest, guestVisit)
    expect(await faultsOf(guest, guestScreens(guestVisit).slice(0, 1))).toEqual({})
    await expect(guest.locator('html')).toHaveAttribute('lang', locale)
  })

  // A missing word is an error in the console, and the console of every visit is read.
  test(`[B80] [B2] no screen lacks a word in ${locale} @long`, async ({ visit, opened, baseURL }) => {
    test.slow()
    const guestVisit = await opened(baseURL!)
    const [page, guest] = await Promise.all([speaking(visit('gulsen', options)), speaking(visit('guest', options))])
    await grantVisit(guest, guestVisit)
    const see = async (on: Page, screens: readonly Screen[]) => {
      for (const screen of screens) {
        await openScreen(on, screen)
        await expect(on.locator('html'), screen.name).toHaveAttribute('lang', locale)
      }
    }
    await Promise.all([see(page, await innerScreens(page)), see(guest, guestScreens(guestVisit))])
  })
}

test('[B24] no screen can be pushed sideways at 320 px @long', async ({ visit, opened, baseURL }) => {
  test.slow()
  const guestVisit = await opened(baseURL!)
  const page = await visit('gulsen', NARROW)
  const guest = await visit('guest', NARROW)
  await grantVisit(guest, guestVisit)
  const pushed: Record<string, number> = {}
  const look = async (on: Page, screen: Screen) => {
    await openScreen(on, screen)
    const push = await sideways(on)
    if (push > 0) pushed[screen.name] = push
  }
  for (const screen of await innerScreens(page)) await look(page, screen)
  for (const screen of [...guestScreens(guestVisit), { name: 'sign-in', path: '/sign-in' }]) await look(guest, screen)
  expect(pushed).toEqual({})
})
