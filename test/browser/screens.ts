/** Every screen there is, with an address that shows it filled. */
import type { Page } from '@playwright/test'
import { letterSteps, type Visit } from '../suite/letter-steps.ts'
import { mailsShownTo } from '../suite/mails.ts'
import { createStranger, signInAt } from '../suite/person.ts'
import { companyOf, expect } from './visit.ts'

export type Screen = { name: string; path: string }

const REPORTS = ['replies', 'differences', 'files', 'verify']
const RULES = ['general', 'four_eyes', 'reminders', 'holidays', 'templates', 'channels', 'certificates']
const SETTINGS = ['members', 'mails', 'mail-log', 'audit', 'retention', 'persons', 'operators', 'account-mails']

/** A letter that its counterparty has opened: what the pages of guests show. */
export const makeVisit = async (url: string): Promise<Visit & { code: string }> => {
  const member = await signInAt(url, 'gulsen@defnegida.example', 'nabiz-ornek-2026')
  const steps = letterSteps({ member, guest: createStranger(url), nextMail: mailsShownTo(member) })
  const draft = await steps.draft()
  const visit = await steps.visit(draft)
  const { document } = await steps.find(draft.id)
  return { ...visit, code: document!.verify_code }
}

/** What somebody signed in can open, each kind of letter included. */
export const innerScreens = async (page: Page): Promise<Screen[]> => {
  const { id, slug, home } = await companyOf(page)
  const list = async (path: string): Promise<{ id: string }[]> => {
    const answer = await page.request.get(path, { headers: { 'x-company': id } })
    return ((await answer.json()) as { items: { id: string }[] }).items
  }
  const letterThat = async (status: string): Promise<Screen> => {
    const [letter] = await list(`/api/mutabakat?filter[status]=${status}&sort=created_at&limit=1`)
    return { name: `a letter that is ${status}`, path: `${home}/letters/${letter!.id}` }
  }
  /** One call stands in the list, whoever looked at it before. */
  const callAbout = async (letter: string): Promise<Screen> => {
    const screen = { name: 'calls', path: `${home}/calls` }
    if ((await list('/api/mutabakat/calls?filter[state]=open')).length > 0) return screen
    const { origin } = new URL((await page.request.get('/api/me')).url())
    const answer = await page.request.post(`/api/mutabakat/${letter.split('/').at(-1)}/calls`, {
      headers: { 'x-company': id, origin },
      data: {},
    })
    expect(answer.status()).toBe(201)
    return screen
  }
  const [lastImport] = await list('/api/imports?limit=1')
  const [card] = await list('/api/counterparties?limit=1')
  const [period] = await list('/api/periods?limit=1')
  return [
    { name: 'dashboard', path: home },
    { name: 'letters', path: `${home}/letters` },
    { name: 'letters, filtered', path: `${home}/letters?filter[status]=rejected&q=a` },
    { name: 'letters, none', path: `${home}/letters?q=yokboylebirsey` },
    { name: 'new letter', path: `${home}/letters/new` },
    { name: 'new letter by due date', path: `${home}/letters/new?kind=cari_vade` },
    { name: 'new letter of a form', path: `${home}/letters/new?kind=bs` },
    await letterThat('draft'),
    await letterThat('approved'),
    await letterThat('rejected'),
    { name: 'comparison of a rejected letter', path: `${(await letterThat('rejected')).path}/comparison` },
    await callAbout((await letterThat('rejected')).path),
    { name: 'calls, none', path: `${home}/calls?filter[state]=dropped` },
    { name: 'incoming letters, none', path: `${home}/incoming` },
    { name: 'links between companies, none', path: `${home}/links` },
    { name: 'periods', path: `${home}/periods` },
    { name: 'cockpit of a period', path: `${home}/periods/${period!.id}` },
    { name: 'batches, none', path: `${home}/batches` },
    { name: 'new batch', path: `${home}/batches/new` },
    { name: 'new batch of chosen letters', path: `${home}/batches/new?source=letters` },
    { name: 'BA/BS', path: `${home}/babs?form=bs` },
    { name: 'counterparties', path: `${home}/counterparties` },
    { name: 'a card', path: `${home}/counterparties/${card!.id}` },
    ...REPORTS.map(tab => ({ name: `reports, ${tab}`, path: `${home}/reports?tab=${tab}` })),
    ...RULES.map(tab => ({ name: `rules, ${tab}`, path: `${home}/settings?tab=${tab}` })),
    { name: 'imports', path: `${home}/imports` },
    ...(lastImport ? [{ name: 'an import', path: `${home}/imports/${lastImport.id}` }] : []),
    { name: 'tasks', path: `/c/${slug}/tasks` },
    { name: 'tasks, none', path: `/c/${slug}/tasks?filter[state]=failed` },
    { name: 'notifications', path: `/c/${slug}/notifications` },
    { name: 'notification settings', path: `/c/${slug}/notifications/settings` },
    { name: 'gallery', path: `/c/${slug}/gallery` },
    { name: 'settings', path: `/c/${slug}/settings` },
    ...SETTINGS.map(part => ({ name: `settings, ${part}`, path: `/c/${slug}/settings/${part}` })),
    { name: 'account', path: `/c/${slug}/account` },
    { name: 'not found', path: `/c/${slug}/no-such-screen` },
    { name: 'mailbox', path: '/dev/mail' },
  ]
}

/** What a guest opens. The letter itself needs the grant that `grantVisit` puts into the browser. */
export const guestScreens = (visit: Visit & { code: string }): Screen[] => [
  { name: 'the counterparty’s letter', path: `/p/m/${visit.token}` },
  { name: 'a link that is not valid', path: '/p/m/no-such-link' },
  { name: 'document check', path: `/p/verify/${visit.code}` },
  { name: 'document check, unknown', path: '/p/verify/AAAAAAAAAAAAAAAAAAAA' },
  { name: 'forgotten password', path: '/reset' },
  { name: 'another password', path: '/reset#AAAAAAAAAAAAAAAAAAAAAAAA' },
  { name: 'first start, over', path: '/set-up' },
  { name: 'sign-up', path: '/sign-up' },
  { name: 'an account made by a link', path: '/sign-up#AAAAAAAAAAAAAAAAAAAAAAAA' },
  { name: 'an invitation without its secret', path: '/invite' },
]

/** As after the code was typed in this tab. */
export const grantVisit = (page: Page, { token, grant }: Pick<Visit, 'token' | 'grant'>): Promise<unknown> =>
  page.addInitScript(
    ([key, value]) => {
      if (key && value) sessionStorage.setItem(key, value)
    },
    [`nabiz.portal.${token.slice(-12)}`, grant],
  )

/** Opens a screen and waits until nothing on it is a placeholder. */
export const openScreen = async (page: Page, { path }: Screen): Promise<void> => {
  await page.goto(path)
  await expect(page.locator('h1, h2, h3').first()).toBeVisible()
  // The gallery shows what loading looks like.
  await expect(page.locator('main :not([data-gallery] *).breathing')).toHaveCount(0)
}
