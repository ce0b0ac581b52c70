/** Sessions that end elsewhere, and letters that are not the reader's. */
import { letterSteps } from '../suite/letter-steps.ts'
import { mailsOf } from '../suite/mails.ts'
import { startTestSuite } from '../suite/test-suite.ts'
import { freePort } from './gate.ts'
import { companyOf, expect, openLive, test } from './visit.ts'

test('[B21] signing out everywhere in one browser ends the screen of the other within two seconds', async ({
  visit,
  forgive,
}) => {
  // What the ended page asks while it leaves is refused, and browsers write refusals to the console.
  forgive(/status of 401/)
  const [here, there] = [await visit('mehmet'), await visit('mehmet')]
  const { home, slug } = await companyOf(here)
  await openLive(there, `${home}/letters`)
  await openLive(here, `/c/${slug}/account`)
  await here.getByRole('button', { name: 'Her yerde çıkış yap' }).click()
  await here.getByRole('alertdialog').getByRole('button', { name: 'Her yerde çıkış yap' }).click()
  await expect(there).toHaveURL(/\/sign-in/, { timeout: 2000 })
  await expect(there.getByText('Oturumunuz sona erdi.')).toBeVisible()
  await expect(here).toHaveURL(/\/sign-in/)
})

test('[B110] what somebody was typing when their session ended is there again after they signed in', async ({
  visit,
  forgive,
}) => {
  forgive(/status of 401/)
  const [here, there] = [await visit('mehmet'), await visit('mehmet')]
  const { home, slug } = await companyOf(here)
  await openLive(there, `${home}/letters/new`)
  await there.getByLabel('Mektuba eklenecek açıklama').fill('Ekim faturası henüz gelmedi')
  await openLive(here, `/c/${slug}/account`)
  await here.getByRole('button', { name: 'Her yerde çıkış yap' }).click()
  await here.getByRole('alertdialog').getByRole('button', { name: 'Her yerde çıkış yap' }).click()
  await there.getByLabel('E-posta').fill('mehmet@defnegida.example')
  await there.getByLabel('Parola', { exact: true }).fill('nabiz-ornek-2026')
  await there.getByRole('button', { name: 'Giriş yap' }).click()
  await expect(there).toHaveURL(/letters\/new/)
  await expect(there.getByText('yazmakta olduklarınız geri getirildi')).toBeVisible()
  await expect(there.getByLabel('Mektuba eklenecek açıklama')).toHaveValue('Ekim faturası henüz gelmedi')
  // Left on purpose: nothing of it stays.
  await there.getByRole('button', { name: 'Mehmet', exact: false }).first().click()
  await there.getByRole('menuitem', { name: 'Çıkış yap' }).click()
  await expect(there).toHaveURL(/\/sign-in/)
  expect(await there.evaluate(() => Object.keys(sessionStorage).filter(key => key.startsWith('nabiz-kept')))).toEqual(
    [],
  )
})

test('[B22] a letter of another company, and a company of other people, are not found', async ({ visit, forgive }) => {
  test.slow()
  forgive(/status of 404/)
  const port = String(await freePort())
  const own = await startTestSuite({ PORT: port })
  try {
    const stranger = await own.addCompany('Öteki Ticaret Ltd. Şti.', 'sahip@oteki.example')
    const steps = letterSteps({
      member: stranger,
      guest: own.stranger(),
      nextMail: mailsOf(own.suite.services.mail.catcher!),
    })
    const letter = await steps.draft()
    const page = await visit('gulsen', { baseURL: own.url })
    const { home } = await companyOf(page)
    for (const path of [
      `${home}/letters/${letter.id}`,
      `/c/${stranger.company}/mutabakat/letters/${letter.id}`,
      `${home}/no-such-screen`,
    ]) {
      await page.goto(path)
      await expect(page.getByText('Sayfa bulunamadı')).toBeVisible()
      await expect(page.getByText(letter.no)).toHaveCount(0)
    }
    await page.context().close()
  } finally {
    await own.close()
  }
})
