/** What every screen is built of, tried by hand: by keyboard, by its names, and who else is here. */
import { companyOf, expect, openLive, test } from './visit.ts'

test('[B43] two people at one letter see each other, who edits it, and who left', async ({ visit }) => {
  const gulsen = await visit('gulsen')
  const mehmet = await visit('mehmet')
  const { id, home } = await companyOf(gulsen)
  const list = await gulsen.request.get('/api/mutabakat?filter[status]=draft&limit=1', { headers: { 'x-company': id } })
  const letter = ((await list.json()) as { items: { id: string }[] }).items[0]!
  const faces = gulsen.getByRole('list', { name: 'Şu an burada' }).getByRole('listitem')

  await openLive(gulsen, `${home}/letters/${letter.id}`)
  await expect(faces).toHaveText([/Gülşen Demir \(siz\)$/])
  await openLive(mehmet, `${home}/letters/${letter.id}`)
  await expect(faces).toHaveText([/Mehmet Aydın$/, /\(siz\)$/])
  await mehmet.getByRole('button', { name: 'Düzenle' }).click()
  await expect(faces.first()).toHaveText(/Mehmet Aydın \(düzenliyor\)$/)
  const note = gulsen.getByRole('status').filter({ hasText: 'düzenliyor' })
  await expect(note).toHaveText('Mehmet Aydın şu an düzenliyor.')
  await mehmet.getByRole('dialog').getByRole('button', { name: 'Kapat' }).click()
  await expect(note).toHaveCount(0)
  await expect(faces.first()).toHaveText(/Mehmet Aydın$/)
  await mehmet.goto(`${home}/letters`)
  await expect(faces).toHaveText([/\(siz\)$/])
})

for (const language of ['tr', 'en', 'az'] as const) {
  test(`[B44] the gallery by keyboard, in ${language}: table, dialog, menu, tabs, calendar`, async ({ visit }) => {
    const page = await visit('gulsen')
    const { slug } = await companyOf(page)
    await page.addInitScript(locale => localStorage.setItem('nabiz.locale', locale), language)
    await page.goto(`/c/${slug}/gallery`)
    await expect(page.locator('html')).toHaveAttribute('lang', language)

    // Rows: one tab stop, arrows walk.
    const rows = page.getByRole('table', { name: 'DataTable' }).locator('[data-row]')
    await rows.first().focus()
    await page.keyboard.press('ArrowDown')
    await expect(rows.nth(1)).toBeFocused()
    await page.keyboard.press('Space')
    await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('End')
    await expect(rows.last()).toBeFocused()

    const opener = page.getByRole('button', { name: 'Dialog', exact: true })
    await opener.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Mektup gönder' })
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(opener).toBeFocused()

    await page.getByRole('button', { name: 'Menu', exact: true }).focus()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('menuitem', { name: 'Düzenle' })).toBeFocused()
    await page.keyboard.press('Escape')

    await page.getByRole('tab', { name: /^Tümü/ }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('tab', { name: /^Bekleyen/ })).toHaveAttribute('aria-selected', 'true')

    // Every input has a name; what is wrong is said by the field itself.
    for (const input of await page.locator('main').getByRole('textbox').all())
      await expect(input).toHaveAccessibleName(/\S/)
    const wrong = page.getByRole('textbox', { name: /^E-posta/ }).first()
    await expect(wrong).toHaveAccessibleDescription(/Geçerli bir e-posta/)
    await expect(wrong).toHaveAttribute('aria-invalid', 'true')
  })
}
