/** Browsers of several people at once; a test fails when something went wrong in any of them, whatever it looked at. */
import { type BrowserContextOptions, test as base, expect, type Locator, type Page } from '@playwright/test'

/** The two people of the sample company, and somebody without an account. */
export type Who = 'gulsen' | 'mehmet' | 'guest'

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>

type WorkerFixtures = {
  /** The cookies of a signed-in person: signing in is slow on purpose, so it happens once. */
  cookiesOf: (who: Who, url: string) => Promise<StorageState>
}

type Fixtures = {
  faults: string[]
  /** What this test does on purpose: a network that is cut writes errors that are no fault of the page. */
  forgive: (expected: RegExp) => void
  /** A new browser of somebody, closed with the test. */
  visit: (who: Who, options?: BrowserContextOptions) => Promise<Page>
}

const watch = (page: Page, faults: string[]): void => {
  page.on('pageerror', error => faults.push(`script: ${error.message}`))
  page.on('console', message => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`)
  })
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  cookiesOf: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const kept = new Map<string, Promise<StorageState>>()
      const signIn = async (who: Who, url: string): Promise<StorageState> => {
        const { sample } = (await (await fetch(`${url}/api/me`)).json()) as Me
        if (sample === undefined) throw new Error('a first start has a sample to sign in with')
        const answer = await fetch(`${url}/api/auth/sign-in/email`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: url },
          body: JSON.stringify({ email: `${who}@defnegida.example`, password: sample.password, rememberMe: true }),
        })
        if (!answer.ok) throw new Error(`signing in answered ${answer.status}: ${await answer.text()}`)
        const cookies = answer.headers.getSetCookie().map(line => {
          const [pair = ''] = line.split(';')
          const at = pair.indexOf('=')
          const name = pair.slice(0, at)
          const value = pair.slice(at + 1)
          const { hostname } = new URL(url)
          return {
            name,
            value,
            domain: hostname,
            path: '/',
            expires: -1,
            httpOnly: true,
            secure: false,
            sameSite: 'Lax',
          }
        })
        return { cookies: cookies as StorageState['cookies'], origins: [] }
      }
      // A test may have ended everybody's sessions.
      const lives = async (state: StorageState, url: string): Promise<boolean> => {
        const cookie = state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
        const me = (await (await fetch(`${url}/api/me`, { headers: { cookie } })).json()) as Me
        return me.user !== null
      }
      await use(async (who, url) => {
        const key = `${who} ${url}`
        const known = await kept.get(key)
        if (known && (await lives(known, url))) return known
        const state = signIn(who, url)
        kept.set(key, state)
        return state
      })
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  forgive: async ({}, use, info) => {
    await use(expected => info.annotations.push({ type: 'expected', description: expected.source }))
  },
  faults: [
    async ({ page }, use, info) => {
      const faults: string[] = []
      watch(page, faults)
      await use(faults)
      const expected = info.annotations.flatMap(({ type, description }) =>
        type === 'expected' && description ? [new RegExp(description)] : [],
      )
      expect(faults.filter(fault => !expected.some(pattern => pattern.test(fault)))).toEqual([])
    },
    { auto: true },
  ],
  visit: async ({ browser, baseURL, cookiesOf, faults }, use) => {
    const contexts: { close(): Promise<void> }[] = []
    await use(async (who, options = {}) => {
      const url = options.baseURL ?? baseURL!
      const context = await browser.newContext({
        ...options,
        baseURL: url,
        ...(who === 'guest' ? {} : { storageState: await cookiesOf(who, url) }),
      })
      contexts.push(context)
      const page = await context.newPage()
      watch(page, faults)
      return page
    })
    for (const context of contexts) await context.close()
  },
})

export { expect }

type Me = {
  user: object | null
  sample?: { email: string; password: string }
  companies: { id: string; slug: string }[]
}

/** Types what the sign-in page shows, as a stranger would, and waits for the desk. */
export const signIn = async (page: Page): Promise<void> => {
  await page.goto('/sign-in')
  const me = (await (await page.request.get('/api/me')).json()) as Me
  if (me.sample === undefined) throw new Error('a first start has a sample to sign in with')
  await page.locator('input[type=email]').fill(me.sample.email)
  await page.locator('input[type=password]').fill(me.sample.password)
  await page.locator('button[type=submit]').click()
  await page.waitForURL(/\/c\/[^/]+/)
}

/** Takes an option of the open list. Rows that are redrawn under the pointer are not taken: while the list stands, again. */
export const takeOption = async (page: Page, option: Locator): Promise<void> => {
  const list = page.getByRole('listbox')
  await expect(option).toBeVisible()
  await expect(async () => {
    if (await list.count()) await option.click({ timeout: 1_000 })
    await expect(list).toHaveCount(0, { timeout: 1_000 })
  }).toPass()
}

/** Where the reader's first company is. */
export const companyOf = async (page: Page): Promise<{ id: string; slug: string; home: string }> => {
  const { companies } = (await (await page.request.get('/api/me')).json()) as Me
  const company = companies[0]
  if (!company) throw new Error('nobody is signed in')
  return { ...company, home: `/c/${company.slug}/mutabakat` }
}

/** The badge of the connection, when it says that the page is live. */
export const liveBadge = (page: Page) => page.getByRole('status').filter({ hasText: /^(Canlı|Live)$/ })
/** The badge, when it says that it is not. */
export const lostBadge = (page: Page) => page.getByRole('status').filter({ hasText: 'Bağlantı kesildi' })

/** How many notifications the bell says are unread. */
export const unread = async (page: Page): Promise<number> => {
  const name = await page.getByRole('button', { name: /^Bildirimler/ }).getAttribute('aria-label')
  return Number(/\d+/.exec(name ?? '')?.[0] ?? 0)
}

/** Opens a screen of the company and waits until it is live. */
export const openLive = async (page: Page, path: string): Promise<void> => {
  await page.goto(path)
  await expect(liveBadge(page)).toBeVisible()
}
