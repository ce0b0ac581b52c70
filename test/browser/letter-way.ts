/** A letter's way as people walk it in their browsers: written, sent, read in the mailbox, opened with a code, answered. */
import type { Locator, Page } from '@playwright/test'
import { companyOf, expect, takeOption } from './visit.ts'

/** The top of the screen: its heading and what stands beside it. */
export const topOf = (page: Page): Locator =>
  page.locator('main header').filter({ has: page.getByRole('heading', { level: 1 }) })

export type Written = { no: string; url: string; title: string }

/** Fills the form; the counterparty is found by typing a part of its name. Ends on the letter's page, a draft. */
export const writeLetter = async (page: Page, search: string, amount: string): Promise<Written> => {
  const { home } = await companyOf(page)
  await page.goto(`${home}/letters/new`)
  const counterparty = page.getByRole('combobox', { name: 'Cari' })
  await counterparty.fill(search)
  await takeOption(page, page.getByRole('option').filter({ hasText: search }).first())
  await expect(counterparty).toHaveValue(new RegExp(`${search}.`))
  const title = await counterparty.inputValue()
  await page.getByRole('textbox', { name: 'Bakiye' }).fill(amount)
  await page.getByRole('button', { name: 'Taslak olarak kaydet' }).click()
  await page.waitForURL(/\/letters\/(?!new)[^/]+$/)
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  const no = /MUT-\d{4}-\d+/.exec(await topOf(page).innerText())?.[0]
  if (!no) throw new Error('the letter shows no number')
  return { no, url: new URL(page.url()).pathname, title }
}

/** Sends the draft that the page shows, and waits until it left. */
export const sendLetter = async (page: Page): Promise<void> => {
  await page.locator('main').getByRole('button', { name: 'Gönder', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Gönder', exact: true }).click()
  await expect(topOf(page).getByText('Gönderildi')).toBeVisible()
}

/** Opens the newest mail whose subject matches, in the mailbox of the demonstration. */
export const openMail = async (page: Page, subject: RegExp): Promise<Locator> => {
  await page.goto('/dev/mail')
  const mail = page.getByRole('list').getByRole('button').filter({ hasText: subject }).first()
  await expect(async () => {
    await page.getByRole('button', { name: 'Yenile' }).click()
    await expect(mail).toBeVisible({ timeout: 1000 })
  }).toPass()
  await mail.click()
  return page.frameLocator('iframe').locator('body')
}

/** The link in the mail of a letter. */
export const readLink = async (page: Page, no: string): Promise<string> => {
  const body = await openMail(page, new RegExp(`${no}(?!.*kod)`, 'i'))
  const link = body.getByRole('link').first()
  await expect(link).toHaveAttribute('href', /\/p\/m\//)
  return (await link.getAttribute('href'))!
}

/** Asks for the code, reads it in the mailbox, types it. Ends with the letter on the guest's screen. */
export const enterPortal = async (guest: Page, link: string, mailbox: Page, no: string): Promise<void> => {
  await guest.goto(link)
  await guest.getByRole('button', { name: 'Kodu gönder' }).click()
  const field = guest.getByRole('textbox', { name: 'Doğrulama kodu' })
  await expect(field).toBeFocused()
  const body = await openMail(mailbox, new RegExp(`${no}.*kod|kod.*${no}`, 'i'))
  const shown = body.getByText(/^\d{6}$/)
  await expect(shown).toBeVisible()
  await field.pressSequentially((await shown.innerText()).trim())
  await expect(guest.getByRole('heading', { name: 'Bu bakiyede mutabık mısınız?' })).toBeVisible()
}

export const agree = async (guest: Page): Promise<void> => {
  await guest.getByRole('button', { name: 'Mutabıkız', exact: true }).click()
  await guest.getByRole('button', { name: 'Mutabık olduğumuzu bildir' }).click()
  await expect(guest.getByText('Teşekkürler, mutabakatınız kaydedildi.')).toBeVisible()
}

export const disagree = async (guest: Page, answer: { reason: string; own: string; note: string }): Promise<void> => {
  await guest.getByRole('button', { name: 'Mutabık değiliz', exact: true }).click()
  await guest.getByRole('button', { name: /Neden mutabık değilsiniz/ }).click()
  await takeOption(guest, guest.getByRole('option', { name: answer.reason }))
  await guest.getByRole('textbox', { name: 'Kayıtlarınıza göre bakiye' }).fill(answer.own)
  await guest.getByRole('textbox', { name: 'Açıklama' }).fill(answer.note)
  await guest.getByRole('button', { name: 'Mutabık olmadığımızı bildir' }).click()
  await expect(guest.getByText('Teşekkürler, yanıtınız gönderene ulaştı.')).toBeVisible()
}

/** The row of a letter in the list of letters. */
export const rowOf = (page: Page, no: string): Locator => page.locator('[data-row]').filter({ hasText: no })

/** A number of the dashboard. */
export const statOf = async (page: Page, label: string): Promise<number> => {
  const card = page.locator('main p', { has: page.getByRole('link', { name: label, exact: true }) }).locator('..')
  await expect(card).toHaveText(/\d/)
  return Number(/[\d.]+$/.exec((await card.innerText()).trim())?.[0]?.replaceAll('.', ''))
}
