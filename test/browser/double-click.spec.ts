/** Hands that click twice, as everybody's do: questions stay, and what they ask for happens once. */
import { topOf, writeLetter } from './letter-way.ts'
import { companyOf, expect, openLive, test } from './visit.ts'

test('[B108] [UX41] a double click opens a question and does not close it, and the answer is given once', async ({
  visit,
}) => {
  const page = await visit('gulsen', { viewport: { width: 390, height: 844 } })
  const { id } = await companyOf(page)
  const { url } = await writeLetter(page, 'Toros', '1.234,50')
  await openLive(page, url)
  await topOf(page).getByRole('button', { name: 'Gönder', exact: true }).dblclick()
  const question = page.getByRole('alertdialog')
  await expect(question).toBeVisible()
  // Beside it, where the second click of a double click may fall. Pressing a button proves that it still stands.
  await page.mouse.click(195, 20)
  await question.getByRole('button', { name: 'Vazgeç' }).click({ timeout: 5_000 })
  await expect(question).toHaveCount(0)

  await topOf(page).getByRole('button', { name: 'Gönder', exact: true }).dblclick()
  await question.getByRole('button', { name: 'Gönder', exact: true }).dblclick({ timeout: 5_000 })
  await expect(topOf(page).getByText('Gönderildi')).toBeVisible()
  const answer = await page.request.get(`${url.replace(/.*letters/, '/api/mutabakat')}/deliveries`, {
    headers: { 'x-company': id },
  })
  const { items } = (await answer.json()) as { items: object[] }
  expect(items).toHaveLength(1)
})
