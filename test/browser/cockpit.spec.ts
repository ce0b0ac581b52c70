/** The end of a month: two who lead in one cockpit, and the evidence of a letter in front of both sides. */
import type { Page } from '@playwright/test'
import { routes } from '../../suite/apps/mutabakat/contract/index.ts'
import { letterSteps } from '../suite/letter-steps.ts'
import { mailsOf } from '../suite/mails.ts'
import { createStranger, type Person } from '../suite/person.ts'
import type { TestSuite } from '../suite/test-suite.ts'
import { violations } from './accessible.ts'
import { test } from './own-company.ts'
import { grantVisit } from './screens.ts'
import { expect, liveBadge } from './visit.ts'

const stepsOf = (own: TestSuite, member: Person) =>
  letterSteps({ member, guest: createStranger(own.url), nextMail: mailsOf(own.suite.services.mail.catcher!) })

const lane = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('[B95] two who lead see answers come in, and a counterparty change hands by keyboard @long', async ({
  own,
  enter,
}) => {
  const office = await own.addCompany('Dönem Sonu A.Ş.', 'ayse@donem.example')
  await own.addMember(office.company_id!, 'mehmet@donem.example', 'manager')
  const steps = stepsOf(own, office)
  const given = await steps.draft({}, { title: 'Devredilen Ltd. Şti.' })
  const visit = await steps.visit(await steps.draft({}, { title: 'Yanıtlayan A.Ş.' }))
  const periods = steps.need(await office.call(routes.listPeriods, { query: {} as never }), 200)
  const path = `/c/${office.company}/mutabakat/periods/${periods.items[0]!.id}`
  const ayse = await enter('ayse@donem.example')
  const mehmet = await enter('mehmet@donem.example')
  for (const page of [ayse, mehmet]) await page.goto(path)
  for (const page of [ayse, mehmet]) {
    await expect(liveBadge(page)).toBeVisible()
    await expect(lane(page, 'ayse').getByRole('row')).toHaveCount(2)
    for (const name of ['ayse', 'mehmet']) await expect(lane(page, name).getByText('çevrimiçi')).toBeAttached()
  }
  expect(await violations(ayse)).toEqual([])

  await steps.answer(visit)
  for (const page of [ayse, mehmet]) {
    await expect(page.getByRole('link', { name: /^Mutabık 1$/ })).toBeVisible()
    await expect(page.getByRole('log', { name: 'Olup bitenler' }).getByText('Yanıtlayan A.Ş. mutabık')).toBeVisible()
    await expect(lane(page, 'ayse').getByRole('row')).toHaveCount(1)
  }

  await lane(ayse, 'ayse').getByRole('button', { name: 'Devredilen Ltd. Şti. carisini sürükle' }).focus()
  await ayse.keyboard.press('Enter')
  await expect(lane(ayse, 'mehmet').locator(':focus')).toBeAttached()
  await ayse.keyboard.press('Enter')
  for (const page of [ayse, mehmet]) {
    await expect(lane(page, 'mehmet').getByRole('row', { name: 'Devredilen Ltd. Şti.' })).toBeVisible()
    await expect(lane(page, 'ayse').getByRole('row', { name: 'Devredilen Ltd. Şti.' })).toHaveCount(0)
  }
  await ayse.getByRole('button', { name: 'Geri al' }).click()
  await expect(lane(mehmet, 'ayse').getByRole('row', { name: 'Devredilen Ltd. Şti.' })).toBeVisible()
  await expect.poll(async () => (await steps.find(given.id)).responsible?.name).toBe('ayse')
  await mehmet.getByRole('button', { name: /^Bildirimler/ }).click()
  await expect(mehmet.getByText('Size cari devredildi').first()).toBeVisible()
})

test('[B96] both sides watch the chain grow, compute it, and replay it to the opening @long', async ({
  own,
  enter,
  stranger,
}) => {
  const office = await own.addCompany('Kanıt Ticaret A.Ş.', 'kanit@kanit.example')
  const steps = stepsOf(own, office)
  const draft = await steps.draft()
  const member = await enter('kanit@kanit.example')
  await member.goto(`/c/${office.company}/mutabakat/letters/${draft.id}`)
  await expect(liveBadge(member)).toBeVisible()
  const facts = (page: Page) => page.getByRole('list', { name: 'Kayıtlı olaylar' }).getByRole('listitem')
  await expect(facts(member)).toHaveCount(1)

  const { token } = await steps.send(draft)
  // The mail may be read before the job that sent it has written so.
  await expect(facts(member)).toHaveCount(3)
  const code = await steps.askCode(token, draft.counterparty.email!)
  const { grant } = steps.need(await steps.enter(token, code), 200)
  const visit = { token, grant, letter: steps.need(await steps.read(token, grant), 200) }
  const names = [
    'Taslak yazıldı',
    'Mektup mühürlendi',
    'Gönderildi',
    'Kod gönderildi',
    'Kod doğrulandı',
    'Görüntülendi',
  ]
  await expect(facts(member)).toContainText(names)
  const guest = await stranger()
  await grantVisit(guest, visit)
  await guest.goto(`/p/m/${visit.token}`)
  await expect(facts(guest)).toContainText(names)
  const checked = (page: Page, count: number) =>
    expect(page.getByText(`${count} kayıt bu tarayıcıda yeniden hesaplandı`)).toBeVisible()
  for (const page of [member, guest]) await checked(page, 6)
  await expect(guest.getByText('6 kaydın ayrıntısı burada yok', { exact: false })).toBeVisible()

  await member.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
  await guest.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
  await steps.answer(visit)
  for (const page of [member, guest]) {
    await expect(facts(page)).toContainText([...names, 'Yanıtlandı'])
    await checked(page, 7)
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true)
  }

  for (const page of [member, guest]) {
    await page.getByRole('button', { name: 'Baştan izle' }).click()
    const moment = page.getByRole('slider', { name: 'Gösterilen an' })
    await moment.focus()
    for (let step = 1; step < 6; step++) await page.keyboard.press('ArrowRight')
    const shown = page.getByRole('status').filter({ hasText: 'O andaki durum' })
    await expect(shown).toContainText('Görüntülendi')
    await expect(shown).toContainText('O andaki durum: Görüldü')
    await expect(facts(page).nth(5)).toHaveAttribute('aria-current', 'step')
    expect(await violations(page)).toEqual([])
  }
  await member.getByRole('button', { name: 'Oynat' }).click()
  const shown = member.getByRole('status').filter({ hasText: 'O andaki durum' })
  await expect(shown).toContainText('O andaki durum: Mutabık')
  await expect(member.getByRole('button', { name: 'Oynat' })).toBeVisible()
})
