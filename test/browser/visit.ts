/** A page that remembers what went wrong on it: errors of scripts, of the console, and of the security policy. */
import { test as base, expect, type Page } from '@playwright/test'

/** Every test that uses `page` fails when something went wrong on it, whatever the test itself looked at ([B2]). */
export const test = base.extend<{ faults: string[] }>({
  faults: [
    async ({ page }, use) => {
      const faults: string[] = []
      page.on('pageerror', error => faults.push(`script: ${error.message}`))
      page.on('console', message => {
        if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`)
      })
      await use(faults)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

type Me = { sample?: { email: string; password: string } }

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

/** The badge of the connection, when it says that the page is live. */
export const liveBadge = (page: Page) => page.getByRole('status').filter({ hasText: 'Canlı' })
