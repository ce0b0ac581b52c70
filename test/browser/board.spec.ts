/** The accountant of many companies: what is open in which, live, and one step into any of them. */
import { letterSteps } from '../suite/letter-steps.ts'
import { mailsOf } from '../suite/mails.ts'
import { createStranger } from '../suite/person.ts'
import { violations } from './accessible.ts'
import { test } from './own-company.ts'
import { expect } from './visit.ts'

const SMMM = 'smmm@musavir.example'

test('[B86] all companies stand on one page, answers move their numbers, and a period opens its letters', async ({
  own,
  enter,
}) => {
  const office = await own.addCompany('Ak Gıda Ltd. Şti.', SMMM)
  const { identity, services } = own.suite
  await services.store.asSystem('a test adds a company', trx =>
    identity.createCompany(
      trx,
      { title: 'Çınar Nakliyat A.Ş.', time_zone: 'Europe/Istanbul', owner_id: office.user_id },
      { actor: 'system' },
    ),
  )
  identity.forget(office.user_id)
  const steps = letterSteps({
    member: office,
    guest: createStranger(own.url),
    nextMail: mailsOf(services.mail.catcher!),
  })
  const visit = await steps.visit(await steps.draft())

  const page = await enter(SMMM)
  await page.goto(`/c/${office.company}/mutabakat/board`)
  await expect(page.getByRole('heading', { name: 'Bütün şirketlerim' })).toBeVisible()
  const company = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Ak Gıda Ltd. Şti.' }) })
  await expect(company.getByText('1 yanıt bekliyor').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Çınar Nakliyat A.Ş.' })).toBeHidden()
  await page.getByRole('switch', { name: 'Yalnız açık dönemi olanlar' }).click({ force: true })
  await expect(page.getByRole('heading', { name: 'Çınar Nakliyat A.Ş.' })).toBeVisible()
  await expect(page.getByText('Bütün dönemler kapalı')).toBeVisible()
  expect(await violations(page)).toEqual([])

  await steps.answer(visit, { choice: 'disagree', reason_code: 'other' })
  await expect(company.getByText('1 mutabık değil').first()).toBeVisible()
  await company.getByRole('link', { name: /30\.09\.2026/ }).click()
  await expect(page).toHaveURL(/\/letters\?.*balance_date/)
  await expect(page.getByText(visit.letter.no)).toBeVisible()
})
