/** The first minute of a stranger with the suite. */
import { violations } from './accessible.ts'
import { expect, liveBadge, signIn, test } from './visit.ts'

test('[B1] [B2] a stranger signs in with what the page shows and arrives at a living desk', async ({ page }) => {
  await signIn(page)
  await expect(liveBadge(page)).toBeVisible()
  await expect(page.getByRole('navigation').first()).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`[B3] the sign-in page and the desk are accessible in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto('/sign-in')
    await expect(page.locator('button[type=submit]')).toBeVisible()
    expect(await violations(page)).toEqual([])
    await signIn(page)
    await expect(liveBadge(page)).toBeVisible()
    expect(await violations(page)).toEqual([])
  })
}

for (const locale of ['tr', 'en', 'az']) {
  test(`[B4] a browser in ${locale} gets the page in ${locale}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({
      locale: locale === 'en' ? 'en-GB' : `${locale}-${locale.toUpperCase()}`,
      baseURL: baseURL!,
    })
    const page = await context.newPage()
    await page.goto('/sign-in')
    await expect(page.locator('html')).toHaveAttribute('lang', locale)
    await context.close()
  })
}
