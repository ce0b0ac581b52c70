import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCertificate, signPdf } from '#platform/documents'
import { type LetterData, renderLetter } from './letter-pdf.ts'

const run = promisify(execFile)

const LETTER: LetterData = {
  no: 'MUT-2026-000123',
  kind: 'cari',
  style: 'positive',
  documents: null,
  dues: null,
  auditor: null,
  date: '2026-11-03',
  company: {
    title: 'Şahin Gıda Dağıtım ve Pazarlama A.Ş.',
    address: 'Organize Sanayi Bölgesi No: 8, Nilüfer / Bursa',
    vkn: '1234567890',
    tax_office: 'Nilüfer',
    email: 'muhasebe@sahin.example',
  },
  counterparty: { title: 'Işıkoğlu Yapı Ltd. Şti.', tax_office: 'Kadıköy', tax_number: '9876543217' },
  balance: { minor: 12543050n, currency: 'TRY', side: 'B', date: '2026-10-31' },
  reply_days: 10,
  verify_url: 'https://nabiz.example/p/verify/abcdefghijklmnopqrstuv',
  locale: 'tr',
  contract_notice: false,
  note: null,
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letter-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const save = async (pdf: Buffer): Promise<string> => {
  const path = join(folder, 'letter.pdf')
  await writeFile(path, pdf)
  return path
}
const textOf = async (pdf: Buffer): Promise<string> => {
  const { stdout } = await run('pdftotext', ['-layout', await save(pdf), '-'])
  return stdout.replaceAll(/\s+/g, ' ')
}
const pagesOf = async (pdf: Buffer): Promise<number> => {
  const { stdout } = await run('pdfinfo', [await save(pdf)])
  return Number(/^Pages:\s+(\d+)$/m.exec(stdout)?.[1])
}

describe('the letter on paper', () => {
  it('[MU70] is one A4 page with letterhead, balance, words, answer box and signature level', async () => {
    const pdf = await renderLetter(LETTER)
    const text = await textOf(pdf)
    for (const part of [
      ...['Şahin Gıda Dağıtım ve Pazarlama A.Ş.', 'Nilüfer V.D.', 'VKN 1234567890', 'Sayı: MUT-2026-000123'],
      ...['Tarih: 03.11.2026', 'CARİ HESAP MUTABAKAT MEKTUBU', 'Sayın Işıkoğlu Yapı Ltd. Şti.', '125.430,50'],
      ...['yüzyirmibeşbindörtyüzotuz TL elli Kr', '1) Hata ve unutma müstesnadır.', 'CEVAP', 'Mutabık değiliz'],
      ...['İmza düzeyi L2', 'Sayfa 1/1'],
    ])
      expect(text).toContain(part)
    expect(await pagesOf(pdf)).toBe(1)
    const { stdout } = await run('pdfinfo', [await save(pdf)])
    expect(stdout).toMatch(/Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)/)
  })

  it('[MU71] embeds its fonts and never needs one of the reader', async () => {
    const { stdout } = await run('pdffonts', [await save(await renderLetter(LETTER))])
    const fonts = stdout.trim().split('\n').slice(2)
    expect(fonts).toHaveLength(2)
    for (const font of fonts) expect(font).toMatch(/Onest.+ yes yes yes /)
  })

  it('[MU72] letters drawn after others keep every letter of their text', async () => {
    // "İ" and "ş" contain I and s: a process that met those first as parts would lose them in what comes later.
    await renderLetter({ ...LETTER, counterparty: { ...LETTER.counterparty, title: 'İŞLETME ŞŞ' } })
    const text = await textOf(await renderLetter({ ...LETTER, locale: 'en', note: 'It is so. I insist.' }))
    expect(text).toContain('It is so. I insist.')
    expect(text).toContain('If you do not agree, please send us your statement of account.')
    expect(text).toContain('Notes:')
  })

  it('[MU73] the same letter gives the same bytes', async () => {
    expect((await renderLetter(LETTER)).equals(await renderLetter(LETTER))).toBe(true)
  })

  it('[MU74] a long note flows to a second page; the footer stands on both, the answer box is whole', async () => {
    const pdf = await renderLetter({
      ...LETTER,
      contract_notice: true,
      note: 'Ödeme emri Ekim ayında verilmiştir. '.repeat(55),
    })
    expect(await pagesOf(pdf)).toBe(2)
    const text = await textOf(pdf)
    expect(text).toContain('Sayfa 1/2')
    expect(text).toContain('Sayfa 2/2')
  })

  it('[MU74] wherever the text ends, the answer box stands whole on one page', async () => {
    const found: number[] = []
    for (let lines = 4; lines <= 28; lines += 3) {
      const pdf = await renderLetter({ ...LETTER, note: 'Bir satır.\n'.repeat(lines) })
      const { stdout } = await run('pdftotext', ['-layout', await save(pdf), '-'])
      const pages = stdout.split('\f').filter(page => page.trim() !== '')
      const box = pages.filter(page => /CEVAP|Ad Soyad|Kaşe/.test(page))
      expect(box).toHaveLength(1)
      for (const part of ['CEVAP', 'Mutabıkız', 'Ad Soyad', 'Kaşe / İmza', 'Belgenin aslını'])
        expect(box[0]).toContain(part)
      for (const page of pages) expect(page).toContain('İmza düzeyi L2')
      // The box ends above the footer: its last line comes before the signature level.
      expect(box[0]!.indexOf('Kaşe / İmza')).toBeLessThan(box[0]!.indexOf('İmza düzeyi'))
      found.push(pages.length)
    }
    expect(new Set(found)).toEqual(new Set([1, 2]))
  })

  it('[MU75] prints in Azerbaijani, with every letter it needs', async () => {
    const text = await textOf(
      await renderLetter({ ...LETTER, locale: 'az', balance: { ...LETTER.balance, side: 'A', currency: 'AZN' } }),
    )
    for (const part of [
      'CARİ HESAB ÜZRƏ ÜZLƏŞMƏ MƏKTUBU',
      'yüz iyirmi beş min dörd yüz otuz manat əlli qəpik',
      'KREDİT',
      'Razı deyilik',
    ])
      expect(text).toContain(part)
  })

  it('[MU76] a title cannot smuggle PDF syntax or control characters into the file', async () => {
    const pdf = await renderLetter({
      ...LETTER,
      company: { ...LETTER.company, title: 'A /AcroForm <</JS (x)>> \u0000\u0007B' },
    })
    expect(pdf.includes('/AcroForm')).toBe(false)
    expect(pdf.includes('/JS')).toBe(false)
    expect(await textOf(pdf)).toContain('A /AcroForm')
  })

  it('[MU78] a camera reads the way to the verify page from its QR code', async () => {
    const path = await save(await renderLetter(LETTER))
    const picture = join(folder, 'letter')
    await run('pdftoppm', ['-r', '150', '-png', '-singlefile', path, picture])
    const { stdout } = await run('zbarimg', ['-q', '--raw', '--nodbus', `${picture}.png`])
    expect(stdout.trim()).toBe(LETTER.verify_url)
  })

  it('[MU77] sealed, it verifies as valid, and one changed byte shows', async () => {
    const certificate = await makeCertificate({
      organization: LETTER.company.title,
      serial_number: LETTER.company.vkn,
      now: new Date('2026-01-01T00:00:00Z'),
    })
    const drawn = await renderLetter(LETTER)
    const signed = await signPdf(drawn, certificate, {
      name: LETTER.company.title,
      reason: 'Cari hesap mutabakat mektubu',
      signed_at: new Date('2026-11-03T10:00:00Z'),
    })
    const verdict = async (pdf: Buffer): Promise<string> =>
      (await run('pdfsig', [await save(pdf)]).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' })))
        .stdout
    expect(await verdict(signed)).toContain('Signature is Valid')
    const changed = Buffer.from(signed)
    const at = drawn.length - 400
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(await verdict(changed)).not.toContain('Signature is Valid')
  })
})
