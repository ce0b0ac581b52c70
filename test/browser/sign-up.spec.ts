/** A stranger where everybody may make an account: from the sign-in page to the desk of a company of their own. */
import { mailsOf } from '../suite/mails.ts'
import { violations } from './accessible.ts'
import { linkIn, PASSWORD, test } from './own-company.ts'
import { expect, liveBadge } from './visit.ts'

test.use({ environment: { SIGN_UP: 'open' } })

test('[B81] a stranger makes an account by a mailed link, and stands at the empty desk of their first company', async ({
  own,
  stranger,
  forgive,
}) => {
  test.slow()
  // A password that is refused, and a link that was used.
  forgive(/status of 4(00|10)/)
  const email = 'selin@beyazkapi.example'
  const nextMail = mailsOf(own.suite.services.mail.catcher!)
  const page = await stranger()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Hesap oluştur' }).click()
  await expect(page.getByRole('heading', { name: 'Hesap oluşturun' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  const mail = await nextMail(email, async () => {
    await page.getByRole('textbox', { name: 'E-posta' }).fill(email)
    await page.getByRole('button', { name: 'Bağlantı gönder' }).click()
    await expect(page.getByText('E-postanıza bakın')).toBeVisible()
  })
  expect(await violations(page)).toEqual([])

  const link = linkIn(mail.text)
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'Hesabınızı tamamlayın' })).toBeVisible()
  await page.getByLabel('Şirket unvanı').fill('Beyaz Kapı Mobilya Ltd. Şti.')
  await page.getByLabel('Adınız soyadınız').fill('Selin Ak')
  await page.getByRole('textbox', { name: 'Parola' }).fill('parola1234')
  await page.getByRole('button', { name: 'Hesabı oluştur' }).click()
  await expect(page.getByText(/çok bilinen bir parola/)).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Parola' }).fill(`${PASSWORD}-beyaz`)
  await page.getByRole('button', { name: 'Hesabı oluştur' }).click()
  await expect(page).toHaveURL(/\/c\/beyaz-kapi[^/]*\/mutabakat$/)
  await expect(liveBadge(page)).toBeVisible()
  await expect(page.getByText('Beyaz Kapı Mobilya Ltd. Şti.').first()).toBeVisible()
  await expect(page.locator('main .breathing')).toHaveCount(0)
  expect(await violations(page)).toEqual([])

  const late = await stranger()
  await late.goto(link)
  await late.getByLabel('Şirket unvanı').fill('Başka Kapı Ltd. Şti.')
  await late.getByLabel('Adınız soyadınız').fill('Başka Biri')
  await late.getByRole('textbox', { name: 'Parola' }).fill(`${PASSWORD}-baska`)
  await late.getByRole('button', { name: 'Hesabı oluştur' }).click()
  await expect(late.getByText('Bu bağlantı geçersiz')).toBeVisible()
  await late.getByRole('link', { name: 'Yeni bağlantı iste' }).click()
  // Who has an account is told so by mail, and by nothing on the page.
  const again = await nextMail(email, async () => {
    await late.getByRole('textbox', { name: 'E-posta' }).fill(email)
    await late.getByRole('button', { name: 'Bağlantı gönder' }).click()
    await expect(late.getByText('E-postanıza bakın')).toBeVisible()
  })
  expect(again.text).not.toContain('/sign-up#')
})
