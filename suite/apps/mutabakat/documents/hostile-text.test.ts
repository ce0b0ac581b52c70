/** Letters with text that would like to be PDF: judged object by object, as qpdf reads them. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCertificate, signPdf } from '#platform/documents'
import { type LetterData, renderLetter } from './letter-pdf.ts'

const run = promisify(execFile)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letter-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What can act, fetch, or carry something else inside a PDF. */
const ACTING = [
  ...['/JS', '/JavaScript', '/OpenAction', '/AA', '/Launch', '/GoToR', '/GoToE', '/SubmitForm', '/ImportData'],
  ...['/EmbeddedFile', '/EmbeddedFiles', '/Filespec', '/RichMedia', '/Movie', '/Sound', '/XFA', '/Rendition'],
]

const HOSTILE = [
  ') /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> (',
  '>> endobj 99 0 obj << /Type /Action /S /URI /URI (http://127.0.0.1:9/x) >> endobj',
  'x endstream endobj 7 0 obj << /AA << /O << /S /Launch /F (/etc/passwd) >> >> >>',
  '\\) /AA \\(',
  '\u0000\u2028) Tj ET /XFA BT (',
  '<3c> Tj /EmbeddedFile Do',
  'file:///etc/passwd',
  'javascript:app.alert(1)',
  '<script>app.alert(1)</script>{{constructor}}',
]

/** The one address a letter leads to; it is ours. */
const VERIFY = 'https://nabiz.example/p/verify/abcdefghijklmnopqrstuv'

const letterWith = (text: string): LetterData => ({
  no: 'MUT-2026-000123',
  kind: 'teyit',
  style: 'positive',
  documents: null,
  dues: null,
  auditor: { firm: text, name: text, email: text, reference: text },
  date: '2026-11-03',
  company: { title: text, address: text, vkn: '1234567890', tax_office: text, email: text },
  counterparty: { title: text, tax_office: text, tax_number: '9876543217' },
  balance: { minor: 12543050n, currency: 'TRY', side: 'B', date: '2026-10-31' },
  reply_days: 10,
  verify_url: VERIFY,
  locale: 'tr',
  contract_notice: false,
  note: text,
})

/** What acts in the file, where its links lead, and which types of objects it has. */
const judge = async (pdf: Buffer) => {
  const path = join(folder, 'letter.pdf')
  await writeFile(path, pdf)
  const args = ['--json=2', '--json-stream-data=none', '--warning-exit-0', path]
  const { stdout } = await run('qpdf', args, { maxBuffer: 50e6 })
  const objects = (JSON.parse(stdout) as { qpdf: [unknown, Record<string, unknown>] }).qpdf[1]
  const names = new Set<string>()
  const links = new Set<unknown>()
  const walk = (value: unknown): void => {
    // qpdf writes text as `u:…` and bytes as `b:…`; what begins with a slash is a name.
    if (typeof value === 'string' && value.startsWith('/')) names.add(value)
    else if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        names.add(key)
        if (key === '/URI') links.add(inner)
        walk(inner)
      }
  }
  walk(objects)
  const types = Object.values(objects)
    .map(object => JSON.stringify(object).match(/"\/Type":"(\/\w+)"/)?.[1] ?? '-')
    .filter(type => type !== '/Page' && type !== '-')
  const acting = [...names].filter(name => ACTING.includes(name)).sort()
  return { acting, links: [...links], types: [...new Set(types)].sort() }
}

test('[S67] [MU76] text of people adds no object, no action, no link and no file to a letter, signed or not', async () => {
  const now = new Date('2026-11-03T09:00:00Z')
  const certificate = await makeCertificate({ organization: HOSTILE[0]!, now })
  const plain = await judge(await renderLetter(letterWith('Işıkoğlu Yapı Ltd. Şti.')))
  expect(plain).toMatchObject({ acting: [], links: [`u:${VERIFY}`] })
  for (const text of [...HOSTILE, HOSTILE.join('\n')]) {
    const letter = await renderLetter(letterWith(text))
    expect([text, await judge(letter)]).toEqual([text, plain])
    const about = { name: text, reason: text, location: text, contact: text, signed_at: now }
    const signed = await judge(await signPdf(letter, certificate, about))
    expect([text, signed.acting, signed.links]).toEqual([text, plain.acting, plain.links])
  }
}, 60_000)

test('[S67] [MU76] the judge sees an action where there is one', async () => {
  const letter = (await renderLetter(letterWith('x'))).toString('latin1')
  const action = '/OpenAction << /S /JavaScript /JS (app.alert) /URI (http://a) >> /Type /Catalog'
  const acting = letter.replace('/Type /Catalog', action)
  expect(acting).not.toBe(letter)
  const found = await judge(Buffer.from(acting, 'latin1'))
  expect(found.acting).toEqual(['/JS', '/JavaScript', '/OpenAction'])
  expect(found.links).toHaveLength(2)
})
