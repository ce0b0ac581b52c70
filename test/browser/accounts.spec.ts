/** The account of one person: the second factor, and a password that was forgotten. */
import type { Page } from '@playwright/test'
import { mailsOf } from '../suite/mails.ts'
import { violations } from './accessible.ts'
import { codeOf } from './authenticator.ts'
import { linkIn, PASSWORD, settingsOf, test } from './own-company.ts'
import { expect, liveBadge } from './visit.ts'

const ECE = 'ece@sarikalem.example'

const typePassword = async (page: Page, email: string, password: string): Promise<void> => {
  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: 'E-posta' }).fill(email)
  await page.getByLabel('Parola', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Giriş yap', exact: true }).click()
}

/** From the button of the card or the gate to the codes; resolves with the secret and the codes. */
const setUp = async (page: Page): Promise<{ secret: string; codes: string[] }> => {
  await page.getByLabel('Parolanız').fill(PASSWORD)
  await page.getByRole('button', { name: 'Devam' }).click()
  await expect(page.getByRole('img', { name: 'Doğrulama uygulaması için karekod' })).toBeVisible()
  const secret = (await page.locator('.select-all').innerText()).trim()
  expect(await violations(page)).toEqual([])
  const field = page.getByLabel('Uygulamadaki altı haneli kod')
  await expect(field).toBeFocused()
  await field.fill(codeOf(secret, -5))
  await page.getByRole('button', { name: 'Doğrula ve aç' }).click()
  await expect(page.getByText(/kod yanlış/i).first()).toBeVisible()
  await field.fill(codeOf(secret, -1))
  await page.getByRole('button', { name: 'Doğrula ve aç' }).click()
  const list = page.getByRole('list', { name: 'Yedek kodlarınız' }).getByRole('listitem')
  await expect(list).toHaveCount(10)
  expect(await violations(page)).toEqual([])
  return { secret, codes: await list.allInnerTexts() }
}

/** Closes the codes, which asks whether they were kept. */
const keep = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Bitti' })).toBeDisabled()
  await page.getByText('Kodları sakladım').click()
  await page.getByRole('button', { name: 'Bitti' }).click()
}

// A refused code is a refused call, and browsers write those to the console.
test.beforeEach(({ forgive }) => forgive(/status of 4(01|10|22)/))

test('[B25] a second factor is set up, asked for at the next sign-in, and turned off', async ({
  own,
  enter,
  stranger,
}) => {
  test.slow()
  await own.addCompany('Sarı Kalem Kırtasiye Ltd. Şti.', ECE)
  const page = await enter(ECE)
  await page.goto((await settingsOf(page)).replace('settings', 'account'))
  await page.getByRole('button', { name: 'Aç', exact: true }).click()
  const { secret, codes } = await setUp(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'İndir' }).click()
  expect((await download).suggestedFilename()).toBe('nabiz-yedek-kodlar.txt')
  await keep(page)
  await expect(page.getByText('10 yedek kodunuz var.')).toBeVisible()

  const elsewhere = await stranger()
  await typePassword(elsewhere, ECE, PASSWORD)
  const field = elsewhere.getByLabel('Altı haneli kod')
  await expect(field).toBeFocused()
  expect(await violations(elsewhere)).toEqual([])
  // Half signed in is not signed in.
  expect((await (await elsewhere.request.get('/api/me')).json()).user).toBeNull()
  await field.fill('000000')
  await elsewhere.getByRole('button', { name: 'Doğrula' }).click()
  await expect(elsewhere.getByText(/kod yanlış/i)).toBeVisible()
  await field.fill(codeOf(secret))
  await elsewhere.getByRole('button', { name: 'Doğrula' }).click()
  await expect(liveBadge(elsewhere)).toBeVisible()

  const withBackup = await stranger()
  await typePassword(withBackup, ECE, PASSWORD)
  await withBackup.getByRole('button', { name: 'Yedek kod kullan' }).click()
  await withBackup.getByLabel('Yedek kod', { exact: true }).fill(codes[0]!)
  await withBackup.getByRole('button', { name: 'Doğrula' }).click()
  await expect(liveBadge(withBackup)).toBeVisible()

  await page.reload()
  await expect(page.getByText('9 yedek kodunuz var.')).toBeVisible()
  const history = page.getByRole('list', { name: 'Giriş geçmişi' }).getByRole('listitem')
  await expect(history.filter({ hasText: 'Kod yanlış' }).first()).toBeVisible()
  await expect(history.filter({ hasText: 'Giriş yapıldı' }).first()).toBeVisible()

  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'İki adımlı doğrulama' }) })
  await card.getByRole('button', { name: 'Kapat' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel('Parolanız').fill(PASSWORD)
  await dialog.getByLabel('Uygulamadaki kod ya da yedek kod').fill(codes[1]!)
  await dialog.getByRole('button', { name: 'Kapat', exact: true }).last().click()
  await expect(card.getByText('Kapalı')).toBeVisible()
})

test('[B84] backup codes are renewed with a password and a code, and the old ones let nobody in @long', async ({
  own,
  enter,
  stranger,
}) => {
  test.slow()
  const email = 'ozan@griduvar.example'
  await own.addCompany('Gri Duvar Boya Ltd. Şti.', email)
  const page = await enter(email)
  await page.goto((await settingsOf(page)).replace('settings', 'account'))
  await page.getByRole('button', { name: 'Aç', exact: true }).click()
  const { codes: old } = await setUp(page)
  await keep(page)

  await page.getByRole('button', { name: 'Yedek kodları yenile' }).click()
  const dialog = page.getByRole('dialog', { name: 'Yeni yedek kodlar' })
  await dialog.getByLabel('Parolanız').fill('bu benim parolam değil')
  await dialog.getByLabel('Uygulamadaki kod ya da yedek kod').fill(old[0]!)
  await dialog.getByRole('button', { name: 'Yedek kodları yenile' }).click()
  await expect(dialog.getByText(/parolanız yanlış/)).toBeVisible()
  expect(await violations(page)).toEqual([])
  await dialog.getByLabel('Parolanız').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Yedek kodları yenile' }).click()
  const list = dialog.getByRole('list', { name: 'Yedek kodlarınız' }).getByRole('listitem')
  await expect(list).toHaveCount(10)
  const fresh = await list.allInnerTexts()
  expect(fresh.filter(code => old.includes(code))).toEqual([])
  await keep(page)
  await expect(dialog).toBeHidden()
  await expect(page.getByText('10 yedek kodunuz var.')).toBeVisible()

  const elsewhere = await stranger()
  await typePassword(elsewhere, email, PASSWORD)
  await elsewhere.getByRole('button', { name: 'Yedek kod kullan' }).click()
  await elsewhere.getByLabel('Yedek kod', { exact: true }).fill(old[1]!)
  await elsewhere.getByRole('button', { name: 'Doğrula' }).click()
  await expect(elsewhere.getByText(/kod yanlış/i)).toBeVisible()
  await elsewhere.getByLabel('Yedek kod', { exact: true }).fill(fresh[1]!)
  await elsewhere.getByRole('button', { name: 'Doğrula' }).click()
  await expect(liveBadge(elsewhere)).toBeVisible()
})

test('[B26] a forgotten password is chosen anew by a link that works once, and every screen signs out', async ({
  own,
  enter,
  stranger,
}) => {
  test.slow()
  const email = 'deniz@mavikutu.example'
  await own.addCompany('Mavi Kutu Lojistik A.Ş.', email)
  const open = await enter(email)
  await open.goto(await settingsOf(open))
  await expect(liveBadge(open)).toBeVisible()

  const page = await stranger()
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Parolamı unuttum' }).click()
  // The page before has a field of the same name.
  await expect(page).toHaveURL(/\/reset$/)
  await expect(page.getByRole('button', { name: 'Bağlantı gönder' })).toBeVisible()
  const nextMail = mailsOf(own.suite.services.mail.catcher!)
  const mail = await nextMail(email, async () => {
    await page.getByRole('textbox', { name: 'E-posta' }).fill(email)
    await page.getByRole('button', { name: 'Bağlantı gönder' }).click()
    await expect(page.getByText('E-postanıza bakın')).toBeVisible()
  })
  expect(await violations(page)).toEqual([])
  const link = linkIn(mail.text)
  expect(new URL(link).pathname).toBe('/reset')
  await page.goto(link)
  await page.getByLabel('Yeni parola').fill('kisa')
  await page.getByRole('button', { name: 'Parolayı kaydet' }).click()
  await expect(page.getByText('En az 10 karakter yazın.')).toBeVisible()
  const next = 'mavi kutuda uzun bir cümle'
  await page.getByLabel('Yeni parola').fill(next)
  await page.getByRole('button', { name: 'Parolayı kaydet' }).click()
  await expect(page.getByText('Parolanız değişti')).toBeVisible()
  await expect(open).toHaveURL(/\/sign-in/)

  await typePassword(page, email, next)
  await expect(liveBadge(page)).toBeVisible()
  const late = await stranger()
  await late.goto(link)
  await late.getByLabel('Yeni parola').fill('bambaşka uzun bir cümle')
  await late.getByRole('button', { name: 'Parolayı kaydet' }).click()
  await expect(late.getByText('Bu bağlantı geçersiz')).toBeVisible()
  await expect(late.getByRole('link', { name: 'Yeni bağlantı iste' })).toBeVisible()
})

test('[B27] a company that asks for a second factor stays closed until it is set up, and then opens @long', async ({
  own,
  enter,
  forgive,
}) => {
  test.slow()
  forgive(/status of 403/)
  const owner = 'suna@yesilcam.example'
  const { company_id } = await own.addCompany('Yeşil Cam Sanayi A.Ş.', owner)
  await own.addMember(company_id, 'can@yesilcam.example', 'member')
  const [page, other] = [await enter(owner), await enter('can@yesilcam.example')]
  const settings = await settingsOf(page)
  await other.goto(settings)
  await expect(liveBadge(other)).toBeVisible()

  await page.goto(settings)
  await page.getByRole('link', { name: 'Hesabım' }).click()
  await page.getByRole('button', { name: 'Aç', exact: true }).click()
  await setUp(page)
  await keep(page)
  await page.goto(settings)
  await page.getByText('Herkes iki adımlı doğrulama kullansın').click()
  await expect(page.getByText('1 kişinin doğrulaması yok.')).toBeVisible()
  await page.getByRole('button', { name: 'Zorunlu kıl' }).click()

  // Without a reload: the screen that is open closes, too.
  await expect(other.getByRole('heading', { name: /iki adımlı doğrulama istiyor/ })).toBeVisible()
  expect(await violations(other)).toEqual([])
  await setUp(other)
  await keep(other)
  await expect(other.getByRole('heading', { name: 'Şirket ayarları' })).toBeVisible()
})
