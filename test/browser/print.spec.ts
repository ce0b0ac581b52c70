/** Letters printed into one file, and cards that take their letters along. */
import { textOf } from '../../suite/platform/documents/testing/run-tool.ts'
import { companyOf, expect, openLive, takeOption, test } from './visit.ts'

test('[B105] [MU600] [MU607] the list of letters of form BS, in whole lira, becomes one file to print in its order', async ({
  visit,
}) => {
  const page = await visit('gulsen')
  const { home } = await companyOf(page)
  await openLive(page, `${home}/letters?filter[kind]=bs&sort=no`)
  const rows = page.getByRole('row').filter({ hasText: 'MUT-' })
  await expect(rows.first()).toContainText(/₺[\d.]+\s*\d+ belge/)
  await expect(rows.filter({ hasText: /,\d\d/ })).toHaveCount(0)
  const numbers = (await rows.allInnerTexts()).map(text => /MUT-\d+-\d+/.exec(text)![0])
  expect(numbers.length).toBeGreaterThan(3)

  await page.getByRole('button', { name: 'Listeyi yazdır' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading')).toHaveText(`${numbers.length} mektubu yazdır`)
  await dialog.getByText('İki yüze yazdırılacak').click()
  await dialog.getByRole('button', { name: 'Dosyayı hazırla' }).click()
  const open = dialog.getByRole('link', { name: 'Aç ve yazdır' })
  await expect(open).toBeVisible({ timeout: 30_000 })
  await expect(open).toHaveAttribute('target', '_blank')
  const href = await open.getAttribute('href')
  const file = await page.request.get(href!)
  expect(file.headers()['content-type']).toBe('application/pdf')
  expect(file.headers()['content-disposition']).toMatch(/^inline/)
  const pages = (await textOf(await file.body())).split('\f').slice(0, -1)
  // Of one page each, and so with an empty one behind all but the last.
  expect(pages.map(text => /MUT-\d+-\d+/.exec(text)?.[0] ?? text.trim())).toEqual(
    numbers.flatMap(no => [no, '']).slice(0, -1),
  )
  expect(pages.join()).not.toContain('PAdES')

  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: /^İşlemler/ }).click()
  const task = page.getByRole('listitem').filter({ hasText: `${numbers.length} mektubun yazdırılması` })
  await expect(task.getByRole('link', { name: 'Dosya' })).toHaveAttribute('href', href!)
})

test('[B106] [MU605] [MU606] a card given to a colleague takes its letters along, before the colleague’s eyes @long', async ({
  visit,
}) => {
  const page = await visit('gulsen')
  const { id: company, home } = await companyOf(page)
  const headers = { 'x-company': company, origin: new URL((await page.request.get('/api/me')).url()).origin }
  const post = async <T>(path: string, data: unknown): Promise<T> => {
    const answer = await page.request.post(path, { headers, data })
    expect(answer.status(), await answer.text()).toBe(201)
    return (await answer.json()) as T
  }
  const { members } = (await (await page.request.get('/api/counterparties/choices', { headers })).json()) as {
    members: { id: string; name: string }[]
  }
  const [gulsen, mehmet] = ['Gülşen', 'Mehmet'].map(name => members.find(member => member.name.startsWith(name))!)
  const card = await post<{ id: string }>('/api/counterparties', {
    ...{ code: 'DEVIR-1', title: 'Devredilen Ticaret A.Ş.', responsible_id: gulsen!.id },
    address: 'Moda Cad. No: 1, 34710 Kadıköy/İstanbul',
  })
  const letter = await post<{ id: string }>('/api/mutabakat', {
    ...{ counterparty_id: card.id, balance_date: '2026-08-31', side: 'B' },
    balance: { amount: '1500.00', currency: 'TRY' },
  })
  const his = await visit('mehmet')
  await openLive(his, `${home}/letters/${letter.id}`)
  await expect(his.getByText(gulsen!.name).first()).toBeVisible()

  await openLive(page, `${home}/counterparties?q=DEVIR-1`)
  await page
    .getByRole('row', { name: /DEVIR-1/ })
    .getByRole('checkbox')
    .click({ force: true })
  await page.getByRole('button', { name: 'Sorumlusunu değiştir' }).click()
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await expect(dialog.getByRole('checkbox', { name: /Bitmemiş mektupları da devret/ })).toBeChecked()
  await dialog.getByRole('button', { name: /Yeni sorumlu/ }).click()
  await takeOption(page, page.getByRole('option', { name: new RegExp(mehmet!.name) }))
  await dialog.getByRole('button', { name: 'Ata' }).click()
  await expect(page.getByText('1 carinin sorumlusu değişti. 1 mektup birlikte geçti.')).toBeVisible()
  await expect(his.getByText('Sorumlusu değişti').first()).toBeVisible()

  // On its page the card goes back, and the letter stays.
  await openLive(page, `${home}/counterparties/${card.id}`)
  await expect(page.getByText('Moda Cad. No: 1')).toBeVisible()
  await page.getByRole('button', { name: 'Cariyi düzenle' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: /Sorumlu/ }).click()
  await takeOption(page, page.getByRole('option', { name: gulsen!.name }))
  await form.getByText('Bitmemiş mektupları da devret').click()
  await form.getByRole('button', { name: 'Kaydet' }).click()
  await expect(form).toBeHidden()
  const kept = await page.request.get(`/api/mutabakat/${letter.id}`, { headers })
  expect(((await kept.json()) as { responsible: { id: string } }).responsible.id).toBe(mehmet!.id)
})
