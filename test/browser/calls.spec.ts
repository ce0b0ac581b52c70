/** A letter that reaches nobody goes on by itself until somebody phones, and a guest who reads is seen. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { sql } from 'kysely'
import type { Letter } from '../../suite/apps/mutabakat/contract/index.ts'
import { addDays, isWorkingDay } from '../../suite/apps/mutabakat/domain/index.ts'
import { reachLetter } from '../../suite/apps/mutabakat/services/reach/run-reach.ts'
import { type LetterSteps, letterSteps } from '../suite/letter-steps.ts'
import { mailsOf } from '../suite/mails.ts'
import { startTestSuite, type TestSuite } from '../suite/test-suite.ts'
import { freePort } from './gate.ts'
import { test as plain } from './own-company.ts'
import { grantVisit } from './screens.ts'
import { companyOf, expect } from './visit.ts'

const GULSEN = 'gulsen@defnegida.example'
const DAY = 86_400_000

/** Eleven in the morning of the next working day in Istanbul: the engine works in working hours, the test at any. */
const morning = (): number => {
  let day = addDays(new Date().toISOString().slice(0, 10), 1)
  while (!isWorkingDay(day, { send_on_holidays: false, religious_feasts: [] })) day = addDays(day, 1)
  return Date.parse(`${day}T08:00:00Z`)
}
const ahead_ms = morning() - Date.now()
const now = () => new Date(Date.now() + ahead_ms)

const test = plain.extend<Record<never, never>, { own: TestSuite }>({
  own: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const port = String(await freePort())
      const own = await startTestSuite({ PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` }, { now })
      await use(own)
      await own.close()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})

const stepsOf = async (own: TestSuite): Promise<LetterSteps> =>
  letterSteps({
    member: await own.signIn(),
    guest: own.stranger(),
    nextMail: mailsOf(own.suite.services.mail.catcher!),
  })

/** Sent by mail to somebody who has a mobile, too. */
const sentLetter = async (steps: LetterSteps): Promise<Letter> => {
  const mobile = `+90532${String(Date.now()).slice(-7)}`
  const letter = await steps.draft({}, { contact_name: 'Selin Aksoy', mobile })
  await steps.send(letter)
  await expect.poll(async () => (await steps.find(letter.id)).status).toBe('sent')
  return letter
}
const openLetter = async (page: Page, letter: Letter) => {
  const { home } = await companyOf(page)
  await page.goto(`${home}/letters/${letter.id}`)
  await expect(page.getByRole('heading', { level: 1, name: letter.counterparty.title })).toBeVisible()
}
const card = (page: Page) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: 'Ulaşma', exact: true }) })

/** As if ten days had passed since everything that happened to the letter, without a reminder; then the clock has its turn. */
const letPass = async (own: TestSuite, letter: Letter): Promise<void> => {
  await own.suite.services.store.asSystem('a test lets days pass', async trx => {
    await sql`update mutabakat.letter set sent_at = sent_at - interval '10 days', reminder_plan = '[]'
      where id = ${letter.id}`.execute(trx)
    await sql`update mutabakat.delivery set sent_at = sent_at - interval '10 days',
      created_at = created_at - interval '10 days' where letter_id = ${letter.id}`.execute(trx)
  })
  const { services } = own.suite
  const { company_id } = await own.signIn()
  await reachLetter(services, company_id, letter.id)
}

test('[B93] not seen, the letter goes on by SMS, then to the list of calls; the call ends with a day that was named', async ({
  own,
  enter,
}) => {
  const steps = await stepsOf(own)
  const letter = await sentLetter(steps)
  const mobile = letter.counterparty.mobile!
  const page = await enter(GULSEN)
  await openLetter(page, letter)
  await expect(card(page).getByText(`SMS, ${mobile}`)).toBeVisible()
  const texts = async () => readFile(join(own.dataDir, 'sms.jsonl'), 'utf8').catch(() => '')
  await letPass(own, letter)
  await expect.poll(texts).toContain(mobile)
  await expect(page.getByText('Sıradaki yolla gönderildi')).toBeVisible()
  const menu = page.getByRole('navigation').getByRole('link', { name: /Aranacaklar/ })
  const counted = Number(/\d+/.exec(await menu.innerText())?.[0] ?? 0)
  await expect
    .poll(async () => (await steps.find(letter.id)).deliveries.map(({ state }) => state))
    .toEqual(['sent', 'sent'])
  await letPass(own, letter)
  await expect(card(page).getByText('Aranacaklar listesinde.')).toBeVisible()
  await expect(async () => expect(Number(/\d+/.exec(await menu.innerText())?.[0])).toBeGreaterThan(counted)).toPass()
  await menu.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Aranacaklar' })).toBeVisible()
  const row = page.getByRole('row').filter({ hasText: letter.no })
  await expect(row).toContainText('Mektup görülmedi')
  await expect(row.getByRole('link', { name: /numarasını ara/ })).toHaveAttribute('href', `tel:${mobile}`)
  await row.getByRole('button', { name: 'Sonucu yaz' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Gün verdi').click()
  await dialog.getByRole('button', { name: 'Kaydet' }).click()
  await expect(dialog.getByText('Verilen günü seçin.')).toBeVisible()
  const day = new Date(now().getTime() + 3 * DAY).toISOString().slice(0, 10)
  const [year, month, date] = day.split('-') as [string, string, string]
  await dialog.getByRole('spinbutton').first().click()
  await page.keyboard.type(`${date}${month}${year}`)
  await dialog.getByRole('textbox', { name: 'Not' }).fill('Muhasebeci izinde')
  await dialog.getByRole('button', { name: 'Kaydet' }).click()
  await expect(dialog).toBeHidden()
  await expect(row).toHaveCount(0)
  expect((await steps.find(letter.id)).asked_until).toEqual({ day, by: 'Selin Aksoy' })
  await openLetter(page, letter)
  await expect(page.getByText(`${date}.${month}.${year}`).first()).toBeVisible()
})

test('[B94] the guest reads, and the sender sees it with the number to call; it is over when the page is closed', async ({
  own,
  enter,
  stranger,
}) => {
  const steps = await stepsOf(own)
  const letter = await steps.draft({}, { contact_name: 'Selin Aksoy', mobile: '+905321112233' })
  const visit = await steps.visit(letter)
  const page = await enter(GULSEN)
  await openLetter(page, letter)
  await expect(card(page).getByRole('link', { name: /0532 111 22 33/ })).toBeVisible()
  await expect(card(page).getByText('Şimdi okuyor')).toBeHidden()
  const guest = await stranger()
  await grantVisit(guest, visit)
  await guest.goto(`/p/m/${visit.token}`)
  await expect(guest.getByRole('heading', { name: 'Bu bakiyede mutabık mısınız?' })).toBeVisible()
  await expect(card(page).getByText('Şimdi okuyor')).toBeVisible()
  await expect(page.getByText(`${letter.counterparty.title} ${letter.no} mektubunu şimdi okuyor`)).toBeVisible()
  await guest.close()
  await expect(card(page).getByText('Şimdi okuyor')).toBeHidden()
})
