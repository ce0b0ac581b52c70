/** A suite of the test's own with companies of its own: what changes who may do what must not meet other tests. */
import type { BrowserContextOptions, Page } from '@playwright/test'
import { startTestSuite, type TestSuite } from '../suite/test-suite.ts'
import { freePort } from './gate.ts'
import { expect, test as plain } from './visit.ts'

export const PASSWORD = 'nabiz-ornek-2026'

type Fixtures = {
  /** A new browser of somebody who is signed in to the test's own suite. */
  enter: (email: string, options?: BrowserContextOptions) => Promise<Page>
  /** A new browser of nobody. */
  stranger: () => Promise<Page>
}

type WorkerFixtures = {
  /** What the environment of the own suite says beside its address. */
  environment: Record<string, string>
  own: TestSuite
}

export const test = plain.extend<Fixtures, WorkerFixtures>({
  environment: [{}, { scope: 'worker', option: true }],
  own: [
    async ({ environment }, use) => {
      const port = String(await freePort())
      const own = await startTestSuite({ ...environment, PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` })
      await use(own)
      await own.close()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  stranger: async ({ visit, own }, use) => {
    await use(() => visit('guest', { baseURL: own.url }))
  },
  enter: async ({ visit, own }, use) => {
    await use(async (email, options = {}) => {
      const page = await visit('guest', { ...options, baseURL: own.url })
      const answer = await page.request.post('/api/auth/sign-in/email', {
        headers: { origin: own.url },
        data: { email, password: PASSWORD, rememberMe: true },
      })
      expect(await answer.json()).toMatchObject({ state: 'signed_in' })
      return page
    })
  },
})

/** Where the settings of the reader's first company are. */
export const settingsOf = async (page: Page): Promise<string> => {
  const me = (await (await page.request.get('/api/me')).json()) as { companies: { slug: string }[] }
  return `/c/${me.companies[0]!.slug}/settings`
}

/** The link in a mail's text: `…/invite#secret`. */
export const linkIn = (text: string): string => {
  const link = /https?:\/\/\S+#[A-Za-z0-9_-]+/.exec(text)?.[0]
  if (!link) throw new Error(`no link in ${text}`)
  return link
}
