/** The first minute of a stranger with the suite. */
import { violations } from './accessible.ts'
import { companyOf, expect, liveBadge, signIn, test } from './visit.ts'

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

test('[B113] the sign-in page leads to both sides of a link: one has a letter to answer, the other has sent it', async ({
  visit,
}) => {
  const [sender, receiver] = [await visit('guest'), await visit('gulsen')]
  await sender.goto('/sign-in')
  await sender.getByRole('button', { name: 'Karşı taraf olarak gir' }).click()
  await expect(liveBadge(sender)).toBeVisible()
  await sender.getByRole('link', { name: 'Mektuplar', exact: true }).click()
  const sent = sender.getByRole('row').filter({ hasText: 'Defne Gıda' })
  await expect(sent).toHaveCount(3, { timeout: 30_000 })
  const { slug } = await companyOf(receiver)
  await receiver.goto(`/c/${slug}/mutabakat/incoming`)
  await expect(receiver.getByRole('row').filter({ hasText: 'Tutuyor' })).toHaveCount(1, {
    timeout: 30_000,
  })
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
