/** Pages of sealed papers in one file, judged by poppler and qpdf. */
import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { makeCertificate } from './certificate.ts'
import { joinPdf } from './join-pdf.ts'
import { pdfFonts } from './pdf-fonts.ts'
import { packPart, takePages, unpackPart } from './pdf-parts.ts'
import { signPdf } from './signature.ts'
import { runTool, textOf } from './testing/run-tool.ts'

const NOW = new Date('2026-11-02T09:00:00Z')

const paper = async (pages: readonly string[]): Promise<Buffer> => {
  const font = pdfFonts().regular as unknown as string
  const doc = new PDFDocument({
    size: 'A4',
    font,
    pdfVersion: '1.7',
    info: { Title: 'Gizli başlık', CreationDate: NOW },
  })
  pages.forEach((text, index) => {
    if (index > 0) doc.addPage()
    doc.text(text)
  })
  doc.link(0, 0, 10, 10, 'http://elsewhere.example')
  doc.end()
  return buffer(doc)
}

const sealed = async (pages: readonly string[]): Promise<Buffer> =>
  signPdf(await paper(pages), await makeCertificate({ organization: 'Öz Güneş', now: NOW }), {
    name: 'Öz Güneş',
    reason: 'Deneme',
    signed_at: NOW,
  })

const same = (content: string): string => content

/** As a service joins them: a part is made for the number that comes next, and packed on its way. */
const joined = (papers: readonly Buffer[], { blanks = false, edit = same } = {}): Buffer => {
  const join = joinPdf({ title: 'Mektuplar, ışık' })
  const written = [join.begin()]
  for (const one of papers) {
    if (blanks && join.pages() % 2 === 1) written.push(join.blank())
    written.push(join.add(unpackPart(packPart(takePages(one, join.next(), edit)))))
  }
  return Buffer.concat([...written, join.end()])
}

test('[PD25] sealed papers become one file without an error, in their order, with their letters and embedded fonts', async () => {
  const file = joined([await sealed(['İlk ığüşöçə', 'İlk iki']), await sealed(['Sonraki ₺'])])
  expect((await runTool(file, 'qpdf', ['--check', 'IN'])).toString()).toContain('No syntax or stream encoding errors')
  const info = (await runTool(file, 'pdfinfo', ['IN'])).toString()
  expect(info).toMatch(/Title: +Mektuplar, ışık/)
  expect(info).toMatch(/Pages: +3/)
  const pages = (await textOf(file)).split('\f').map(page => page.trim())
  expect(pages.slice(0, 3)).toEqual(['İlk ığüşöçə', 'İlk iki', 'Sonraki ₺'])
  const fonts = (await runTool(file, 'pdffonts', ['IN'])).toString().trim().split('\n').slice(2)
  expect(fonts).toHaveLength(2)
  for (const font of fonts) expect(font).toMatch(/yes yes yes/)
})

test('[PD26] nothing of a seal, a form, a link or what the file said of itself goes along', async () => {
  const file = joined([await sealed(['Mühürlü'])])
  const text = file.toString('latin1')
  for (const gone of ['/ByteRange', '/AcroForm', '/Annot', '/URI', '/Sig', '/Metadata'])
    expect(text).not.toContain(gone)
  await expect(runTool(file, 'pdfsig', ['-nocert', 'IN'])).rejects.toMatchObject({ code: 2 })
})

test('[PD25] empty pages let every paper begin on an odd page', async () => {
  const three = await sealed(['a', 'b', 'c'])
  const file = joined([three, await sealed(['d']), await sealed(['e'])], { blanks: true })
  const pages = (await textOf(file)).split('\f').map(page => page.trim())
  expect(pages.slice(0, 7)).toEqual(['a', 'b', 'c', '', 'd', '', 'e'])
})

test('[PD26] what a page draws can be changed on the way', async () => {
  const one = await sealed(['Kalır'])
  const bare = joined([one], { edit: content => content.replaceAll(/BT\n[\s\S]*?ET\n/g, '') })
  expect((await textOf(bare)).trim()).toBe('')
  expect((await textOf(joined([one]))).trim()).toBe('Kalır')
})

test('[PD25] damaged files, and files of others, are refused and taken for nothing else', async () => {
  const one = await sealed(['Mektup'])
  const broken = [
    Buffer.alloc(0),
    Buffer.from('%PDF-1.7\n'),
    one.subarray(0, one.length - 40),
    Buffer.from(
      one.toString('latin1').replace(/\n\d+ 0 obj\n<<\n\/Type \/Page\n/, '\n999 0 obj\n<<\n/Type /Page\n'),
      'latin1',
    ),
    Buffer.from(one.toString('latin1').replace('/Filter /FlateDecode', '/Filter /LZWDecode '), 'latin1'),
    await runTool(one, 'qpdf', ['--object-streams=generate', 'IN', 'OUT'], 'OUT'),
  ]
  for (const file of broken) expect(() => takePages(file, 4, same)).toThrow()
})
