/** What guests do with letters that are no plain balance: forms BA and BS, due dates, an auditor's confirmation. */
import type { Page } from '@playwright/test'
import { routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { type LetterSteps, letterSteps, type Visit } from '../suite/letter-steps.ts'
import { mailsOf } from '../suite/mails.ts'
import type { TestSuite } from '../suite/test-suite.ts'
import { violations } from './accessible.ts'
import { topOf } from './letter-way.ts'
import { test } from './own-company.ts'
import { grantVisit } from './screens.ts'
import { companyOf, expect, takeOption } from './visit.ts'

const PHONE = { width: 390, height: 844 }
const NARROW = { width: 320, height: 700 }
const lira = (amount: string) => ({ amount, currency: 'TRY' }) as const

const stepsOf = async (own: TestSuite): Promise<LetterSteps> =>
  letterSteps({
    member: await own.signIn(),
    guest: own.stranger(),
    nextMail: mailsOf(own.suite.services.mail.catcher!),
  })

/** Opens the letter on a guest's phone, as after the code. */
const openLetter = async (page: Page, visit: Pick<Visit, 'token' | 'grant'>): Promise<void> => {
  await page.setViewportSize(PHONE)
  await grantVisit(page, visit)
  await page.goto(`/p/m/${visit.token}`)
}

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

const month = { balance_date: '2026-09-30', balance: lira('84210.00') }

test('[B87] a guest answers a letter of BS on a phone with another count', async ({ own, stranger }) => {
  const steps = await stepsOf(own)
  const draft = await steps.draft(
    { ...month, kind: 'bs', documents: { count: 7, scope: 'paper' } },
    { contact_name: 'Selin Aksoy' },
  )
  const visit = await steps.visit(draft)
  const page = await stranger()
  await openLetter(page, visit)
  const question = page.getByRole('heading', { name: 'Form BA (alış) kayıtlarınızla mutabık mısınız?' })
  await expect(question).toBeVisible()
  await expect(page.getByText('Form BS mutabakatı, 2026/09')).toBeVisible()
  await expect(page.getByText('84.210 TL', { exact: true })).toBeVisible()
  await expect(page.getByText('yedi', { exact: true })).toBeVisible()
  await expect(page.getByText('yalnız seksendörtbinikiyüzon TL')).toBeVisible()
  await expect(page.getByText(/sizin Form BA \(alış\) bildiriminizle karşılaştırılır/)).toBeVisible()

  await page.getByRole('button', { name: 'Mutabık değiliz', exact: true }).click()
  // What is paid or carried over is in no declaration, and neither is a side.
  await page.getByRole('button', { name: /Neden mutabık değilsiniz/ }).click()
  await expect(page.getByRole('option', { name: 'Eksik ödeme' })).toHaveCount(0)
  await takeOption(page, page.getByRole('option', { name: 'Eksik fatura' }))
  await expect(page.getByRole('radiogroup')).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Kayıtlarınızdaki belge sayısı' }).fill('8')
  await page.getByRole('textbox', { name: 'Kayıtlarınızdaki KDV hariç tutar' }).fill('90000')
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
  await page.getByRole('button', { name: 'Mutabık olmadığımızı bildir' }).click()
  await expect(page.getByText('Teşekkürler, yanıtınız gönderene ulaştı.')).toBeVisible()
  await expect(page.getByText('Kayıtlarınızdaki belge sayısı: 8')).toBeVisible()
  await expect(page.getByText(/^Fark: -1 belge, -5\.790\sTL$/)).toBeVisible()
  // A declaration has no statement to compare.
  await expect(page.getByRole('button', { name: 'Ekstreleri karşılaştır' })).toHaveCount(0)
})

test('[B87] [UX32] [UX33] a blank letter of BA and one by due date read and answer well on a phone', async ({
  own,
  stranger,
}) => {
  const steps = await stepsOf(own)
  const card = await steps.addCard({ contact_name: 'Selin Aksoy' })
  const draft = await steps.draft({
    ...month,
    counterparty_id: card.id,
    kind: 'ba',
    style: 'blank',
    documents: { count: 3, scope: 'all' },
  })
  await steps.send(
    await steps.draft({
      counterparty_id: card.id,
      kind: 'cari_vade',
      balance: lira('700.00'),
      dues: [
        { due: '2026-10-15', balance: lira('1000.00'), side: 'B' },
        { due: '2026-11-15', balance: lira('300.00'), side: 'A' },
      ],
    }),
  )
  const page = await stranger()
  await openLetter(page, await steps.visit(draft))
  await expect(page.getByRole('heading', { name: 'Form BS (satış) kayıtlarınızda ne var?' })).toBeVisible()
  await expect(page.getByText('84.210')).toHaveCount(0)
  const amount = page.getByRole('textbox', { name: 'Kayıtlarınızdaki KDV hariç tutar' })
  await amount.fill('84210')
  await page.getByRole('button', { name: 'Kayıtlarımızı bildir' }).click()
  // The number of documents is asked for as well, and what was typed stays.
  await expect(page.getByRole('textbox', { name: 'Kayıtlarınızdaki belge sayısı' })).toBeFocused()
  await expect(amount).toHaveValue('84.210,00')
  await page.getByRole('textbox', { name: 'Kayıtlarınızdaki belge sayısı' }).fill('3')
  await page.getByRole('button', { name: 'Kayıtlarımızı bildir' }).click()
  await expect(page.getByText('Teşekkürler, mutabakatınız kaydedildi.')).toBeVisible()

  const others = page.getByRole('region', { name: /mektup daha/ })
  await others.getByRole('button', { name: /30\.09\.2026 itibarıyla/ }).click()
  const days = page.getByRole('list', { name: 'Vadelere göre dağılım' }).getByRole('listitem')
  await expect(days).toHaveText([
    /15\.10\.2026.*1\.000,00.*siz bize/,
    /15\.11\.2026.*300,00.*biz size/,
    /Toplam.*700,00/,
  ])
  await page.setViewportSize(NARROW)
  expect(await overflow(page)).toBe(0)
  expect(await violations(page)).toEqual([])
})

test('[B88] a confirmation is answered, and the auditor’s mail with the sealed answer stands in the mailbox', async ({
  own,
  stranger,
  enter,
}) => {
  const steps = await stepsOf(own)
  const auditor = {
    firm: 'Ege Bağımsız Denetim A.Ş.',
    name: 'Nur Ak',
    email: 'nur@ege-denetim.example',
    reference: 'D-17',
  }
  const draft = await steps.draft({ kind: 'teyit', auditor })
  const visit = await steps.visit(draft)
  const page = await stranger()
  await openLetter(page, visit)
  await expect(page.getByText('Bağımsız denetim için bakiye teyidi')).toBeVisible()
  await expect(page.getByText(/Bu teyidi Ege Bağımsız Denetim A\.Ş\. denetçisi Nur Ak istiyor\./)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Bu bakiye kayıtlarınızla uyumlu mu?' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Mutabıkız', exact: true }).click()
  await page.getByRole('textbox', { name: 'Adınız soyadınız' }).fill('Selin Aksoy')
  await page.getByRole('button', { name: 'Mutabık olduğumuzu bildir' }).click()
  await expect(page.getByText(/Mühürlü yanıtınız denetçiye \(Ege Bağımsız Denetim/)).toBeVisible()
  await expect(page.getByRole('list', { name: 'Kayıtlı olaylar' }).getByText('Yanıt denetçiye iletildi')).toBeVisible()

  const desk = await enter('gulsen@defnegida.example')
  await desk.goto('/dev/mail')
  const mail = desk
    .getByRole('list')
    .getByRole('button')
    .filter({ hasText: /Bakiye teyidi yanıtı/ })
  await expect(async () => {
    await desk.getByRole('button', { name: 'Yenile' }).click()
    await expect(mail).toHaveCount(1, { timeout: 1000 })
  }).toPass()
  await mail.click()
  const body = desk.frameLocator('iframe').locator('body')
  await expect(body.getByText('Yanıt: mutabık. Yanıtlayan: Selin Aksoy')).toBeVisible()
  const check = await body.getByRole('link').first().getAttribute('href')

  // Anybody who holds the paper checks it, and reads what kind of letter it answers.
  await page.goto(new URL(check!).pathname)
  await expect(page.getByText('Denetçi teyidi')).toBeVisible()

  const { home } = await companyOf(desk)
  await desk.goto(`${home}/letters/${draft.id}`)
  await expect(topOf(desk)).toContainText(draft.no)
  await expect(desk.getByText('Denetçiye nüsha')).toBeVisible()
  const { body: letter } = await (await own.signIn()).call(routes.getLetter, { params: { id: draft.id } })
  expect(letter.deliveries.find(one => one.purpose === 'auditor')).toMatchObject({
    address: auditor.email,
    state: 'sent',
  })
})
