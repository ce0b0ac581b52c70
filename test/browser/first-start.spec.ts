/** The first minute of a stranger with the suite. */
import { violations } from './accessible.ts'
import { expect, liveBadge, signIn, test } from './visit.ts'

test('[B1] [B2] a stranger signs in with what the page shows and arrives at a living desk', async ({ page }) => {
  await signIn(page)
  await expect(liveBadge(page)).toBeVisible()
  await expect(page.getByRole('navigation').first()).toBeVisible()
})

test('[B23] one click on the sample enters, and signing out leaves for good', async ({ page, forgive }) => {
  // The page that is left may still have asked something.
  forgive(/status of 401/)
  await page.goto('/sign-in')
  // The address has the focus and is empty: leaving it must not move the button under the mouse.
  await expect(page.locator('input[type=email]')).toBeFocused()
  await page.getByRole('button', { name: 'Örnek kullanıcıyla gir' }).click()
  await expect(liveBadge(page)).toBeVisible()
  await page.getByRole('button', { name: /^Hesap menüsü/ }).click()
  await page.getByRole('menuitem', { name: 'Çıkış yap' }).click()
  await expect(page.getByRole('heading', { name: 'Giriş yapın' })).toBeVisible()
  // Left on purpose: nobody is told that the session ended, and nothing leads back.
  await expect(page.getByText('Oturumunuz sona erdi.')).toBeHidden()
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goto('/')
  await expect(page).toHaveURL(/\/sign-in/)
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
