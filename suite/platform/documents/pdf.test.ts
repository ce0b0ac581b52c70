/** Letters on paper: searchable, repeatable, and nothing but ink. */
import { expect, test } from 'vitest'
import { createPdf, type PdfOptions, type PdfPage } from './pdf.ts'
import { objectsOf, runTool, textOf } from './testing/run-tool.ts'

const OPTIONS: PdfOptions = {
  title: 'Mutabakat mektubu MUT-2026-000123',
  author: 'Ege Tekstil A.Ş.',
  language: 'tr',
  created_at: new Date('2026-11-02T09:00:00Z'),
  footer: (page, pages) => `MUT-2026-000123 · ${page}/${pages}`,
}
const LETTERS = 'ğüşıöç ĞÜŞİÖÇ əƏ ₺ ₼ 1.234,56'

test('[PD1] A4, embedded fonts, and every letter can be searched', async () => {
  const pdf = await createPdf(OPTIONS, page => {
    page.letterhead('Ege Tekstil A.Ş.', ['İzmir'])
    page.heading('CARİ HESAP MUTABAKAT MEKTUBU')
    page.fields([['Sayı', 'MUT-2026-000123']])
    page.paragraph(LETTERS)
    page.stampBox('Kaşe / İmza')
  })
  const text = await textOf(pdf)
  for (const expected of ['Ege Tekstil A.Ş.', 'CARİ HESAP MUTABAKAT MEKTUBU', LETTERS, 'Kaşe / İmza', '1/1'])
    expect(text).toContain(expected)
  const info = (await runTool(pdf, 'pdfinfo', ['IN'])).toString()
  expect(info).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/)
  expect(info).toMatch(/Author:\s+Ege Tekstil A\.Ş\./)
  const fonts = (await runTool(pdf, 'pdffonts', ['IN'])).toString().trim().split('\n').slice(2)
  expect(fonts).toHaveLength(2)
  for (const font of fonts) expect(font).toMatch(/Onest.*yes yes yes/)
})

const manyRows = (page: PdfPage) =>
  page.table({
    columns: [
      { header: 'Tarih', share: 1 },
      { header: 'Açıklama', share: 3 },
      { header: 'Borç', share: 1, align: 'right' },
    ],
    rows: Array.from({ length: 120 }, (_, at) => [
      '01.10.2026',
      `Satır ${at} ${'çok uzun bir açıklama '.repeat(at % 9)}sonu${at}`,
      `${at}.234,56`,
    ]),
    total: ['', 'Toplam', '9.999,99'],
  })

test('[PD2] the same input gives the same bytes', async () => {
  const [one, two] = await Promise.all([createPdf(OPTIONS, manyRows), createPdf(OPTIONS, manyRows)])
  expect(one.equals(two)).toBe(true)
})

test('[PD3] a long table goes on with its head, whole cells and a footer on every page', async () => {
  const text = await textOf(await createPdf(OPTIONS, manyRows))
  const pages = text.split('\f').filter(page => page.trim() !== '')
  expect(pages.length).toBeGreaterThan(3)
  pages.forEach((page, at) => {
    expect(page).toContain(`MUT-2026-000123 · ${at + 1}/${pages.length}`)
    expect(page.match(/Tarih\s+Açıklama\s+Borç/g)).toHaveLength(1)
  })
  for (let at = 0; at < 120; at++) expect(text).toMatch(new RegExp(`sonu${at}\\b`))
  expect(text).toContain('9.999,99')
})

test('[PD4] a camera reads the QR', async () => {
  const link = 'https://nabiz.example/api/verify/7Q2M-91XK-4D0P'
  const pdf = await createPdf(OPTIONS, page => page.qr(link, { caption: 'Belgeyi doğrula' }))
  const picture = await runTool(pdf, 'pdftoppm', ['-r', '150', '-png', '-singlefile', 'IN', 'OUT'], 'OUT.png')
  expect((await runTool(picture, 'zbarimg', ['-q', '--raw', '--nodbus', 'IN'])).toString().trim()).toBe(link)
})

test('[PD5] hostile text is drawn as text and adds nothing to the file', async () => {
  const hostile = [
    ') >> endobj 99 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj',
    '<< /OpenAction << /S /URI /URI (https://evil.example) >> >>',
    '/AcroForm 1 0 R startxref trailer << /Root 99 0 R >>',
    'https://evil.example/kimlik',
    '\u0000\u0007\u001b[31m',
  ]
  const pdf = await createPdf({ ...OPTIONS, title: hostile.join(' '), author: hostile[1]! }, page => {
    page.letterhead(hostile[0]!, hostile)
    page.fields([[hostile[1]!, hostile[2]!]])
    page.table({ columns: [{ header: hostile[0]!, share: 1 }], rows: hostile.map(text => [text]) })
    page.qr('x', { caption: hostile[3]! })
  })
  const plain = await createPdf(OPTIONS, page => page.paragraph('x'))
  const objects = await objectsOf(pdf)
  for (const key of [
    '/JavaScript',
    '/JS',
    '/URI',
    '/OpenAction',
    '/AA',
    '/Launch',
    '/Annots',
    '/AcroForm',
    '/EmbeddedFile',
  ])
    expect(objects.replace(/^%%.*$/gm, '')).not.toContain(key)
  const roots = (file: string) =>
    file.match(/\/Type \/(Catalog|Page|Font|Action)\b/g)?.filter(type => !type.endsWith('Font')).length
  expect(roots(objects)).toBe(roots(await objectsOf(plain)))
  expect((await runTool(pdf, 'pdfinfo', ['-js', 'IN'])).toString().trim()).toBe('')
  expect(await textOf(pdf)).toContain('https://evil.example/kimlik')
})

test('[PD1] a drawing that fails is told and leaves nothing open', async () => {
  await expect(
    createPdf(OPTIONS, () => {
      throw new Error('no such letter')
    }),
  ).rejects.toThrow('no such letter')
})
