/** What an accountant proves with: a certificate of an authority, a package that checks itself, an address put right. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { withAuthority } from '../../suite/platform/documents/testing/authority.ts'
import { readLink } from './letter-way.ts'
import { test } from './own-company.ts'
import { companyOf, expect, openLive } from './visit.ts'

const GULSEN = 'gulsen@defnegida.example'

const choose = async (page: Page, path: string): Promise<void> => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('dialog').getByRole('button', { name: 'Dosya seç' }).click()
  await (await chooser).setFiles(path)
}

test('[B100] a certificate of an authority is taken over; a wrong password says so and keeps the file', async ({
  enter,
  forgive,
}, info) => {
  forgive(/422 .*certificates\/upload/)
  const page = await enter(GULSEN)
  const { home } = await companyOf(page)
  await page.goto(`${home}/settings`)
  await page.getByRole('tab', { name: /sertifika/i }).click()
  await page.getByRole('button', { name: 'Sertifika yükle' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Yükle ve kullan' })).toBeDisabled()
  const path = info.outputPath('defne.p12')
  await withAuthority(async ({ issue }) => {
    await writeFile(path, issue({ name: 'Defne Gıda A.Ş.', password: 'gizli-42' }))
  })
  await choose(page, path)
  await dialog.getByLabel('Dosyanın parolası').fill('yanlış')
  await dialog.getByRole('button', { name: 'Yükle ve kullan' }).click()
  await expect(dialog.getByText('Parola bu dosyayı açmıyor.')).toBeVisible()
  await expect(dialog.getByText('defne.p12')).toBeVisible()
  await dialog.getByLabel('Dosyanın parolası').fill('gizli-42')
  await dialog.getByRole('button', { name: 'Yükle ve kullan' }).click()
  await expect(dialog).toBeHidden()
  const taken = page.locator('section').filter({ hasText: 'Yüklediğiniz sertifika' })
  await expect(taken).toContainText('CN=Defne Gıda A.Ş.')
  await expect(taken).toContainText('CN=Deneme Kök')
  await expect(taken).toContainText('Kullanımda')
})

test('[B101] the package of an auditor is made, taken away, and checks itself offline', async ({ visit }, info) => {
  const page = await visit('gulsen')
  const { home } = await companyOf(page)
  await page.goto(`${home}/reports`)
  await page.getByRole('tab', { name: 'Dosyalar' }).click()
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Denetçi paketi' }) })
  await card.getByText('Yalnızca bir örneklem').click()
  await card.getByRole('textbox', { name: 'Mektup sayısı' }).fill('5')
  await card.getByRole('button', { name: 'Paketi hazırla' }).click()
  await expect(card.getByRole('status').filter({ hasText: 'Dosya hazır.' })).toBeVisible({ timeout: 60_000 })
  const saving = page.waitForEvent('download')
  await card.getByRole('link', { name: 'İndir' }).click()
  const archive = info.outputPath('paket.zip')
  await (await saving).saveAs(archive)
  const place = mkdtempSync(join(tmpdir(), 'nabiz-package-'))
  try {
    expect(spawnSync('unzip', ['-q', archive, '-d', place]).status).toBe(0)
    const { status, stdout } = spawnSync(process.execPath, ['verify.mjs'], { cwd: place, encoding: 'utf8' })
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringMatching(/GEÇERLİ|VALID/) })
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})

test('[B102] [MU308] a letter goes again to an address put right, and an address is given up with a reason', async ({
  visit,
}) => {
  const page = await visit('gulsen')
  const mailbox = await visit('gulsen')
  const { id, home } = await companyOf(page)
  // One of the sample's that is on its way: what other tests write is theirs.
  const sent = await page.request.get('/api/mutabakat?filter[status]=sent&filter[kind]=cari&sort=created_at&limit=1', {
    headers: { 'x-company': id },
  })
  const [letter] = ((await sent.json()) as { items: { id: string; no: string }[] }).items
  await openLive(page, `${home}/letters/${letter!.id}`)
  await page.getByRole('button', { name: 'Adresi düzelt' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Adres').fill('dogru@demirag.example')
  await dialog.getByLabel('Ad soyad').fill('Nermin Demirağ')
  await dialog.getByRole('button', { name: 'Yeniden gönder' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Nermin Demirağ · dogru@demirag.example')).toBeVisible()
  await readLink(mailbox, letter!.no)
  await expect(mailbox.getByText('dogru@demirag.example').first()).toBeVisible()

  const ways = page.getByRole('button', { name: 'Ulaşılamaz' })
  await expect(ways).toHaveCount(2)
  await ways.first().click()
  const question = page.getByRole('alertdialog')
  await expect(question.getByRole('button', { name: 'Ulaşılamaz' })).toBeDisabled()
  await question.getByRole('textbox', { name: 'Neden' }).fill('İşten ayrılmış')
  await question.getByRole('button', { name: 'Ulaşılamaz' }).click()
  await expect(question).toBeHidden()
  await expect(ways).toHaveCount(1)
})
