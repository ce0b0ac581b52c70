/** Many letters in one file to print, as tasks that really run; judged by poppler and qpdf. */
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTables } from '../../../suite/apps/mutabakat/data/letters.ts'
import { runPrint } from '../../../suite/apps/mutabakat/services/print/run-print.ts'
import { keepDocument } from '../../../suite/apps/mutabakat/services/proof/keep-document.ts'
import type { Task } from '../../../suite/platform/contract/index.ts'
import { runTool, textOf } from '../../../suite/platform/documents/testing/run-tool.ts'
import type { JobContext } from '../../../suite/platform/jobs/index.ts'
import { type LifeOffice, openLifeOffice } from '../life/life-office.ts'
import { endOf, startProofJobs } from './tasks.ts'

let office: LifeOffice
/** Two that went out, one draft, in the order of their numbers. */
const letters: { id: string; no: string }[] = []
let batch_id = ''

beforeAll(async () => {
  office = await openLifeOffice()
  await startProofJobs(office)
  const note = Array.from({ length: 24 }, (_, line) => `satır ${line}`).join('\n')
  for (const title of ['Işık Yapı', 'Çınar Gıda', 'Öztürk Tekstil']) {
    const card = await office.addCard({ title })
    // The first is of two pages.
    const letter = await office.draft({ counterparty_id: card.id, ...(letters.length === 0 && { note }) })
    letters.push({ id: letter.id, no: letter.no })
  }
  for (const { id } of letters.slice(0, 2)) {
    await keepDocument(office.services, office.company.id, id)
    await office.place(id, 'sent')
  }
  const source = { kind: 'letters', ids: [letters[2]!.id] }
  const batch = await office.member.call('POST', '/api/batches', {
    body: { title: 'Bir', source, plan: { when: 'none' } },
  })
  batch_id = office.need<{ id: string }>(batch, 201).id
}, 60_000)
afterAll(() => office.close())

const ask = (body: unknown, by = office.member) => by.call('POST', '/api/mutabakat/bulk/print', { body })

const printed = async (body: unknown, by = office.member): Promise<{ pdf: Buffer; task: Task }> => {
  const started = await ask(body, by)
  office.need(started, 202)
  const task = await endOf(by, started)
  expect(task).toMatchObject({ state: 'done', error: null, result: { opens: true } })
  const pdf = await office.services.store.inCompany(office.company.id, async trx => {
    const file = await office.services.files.read(trx, office.company.id, task.result!.file_id!)
    return buffer(file.stream())
  })
  return { pdf, task }
}

/** The number that each page has in its foot; '' for an empty page. */
const numbersOf = async (pdf: Buffer): Promise<string[]> => {
  const pages = (await textOf(pdf)).split('\f').slice(0, -1)
  return pages.map(page => /MUT-\d{4}-\d{6}/.exec(page)?.[0] ?? page.trim())
}

test('[MU600] letters are printed into one file, in the order of their list, as their papers are', async () => {
  const [one, two, draft] = letters.map(({ no }) => no)
  const { pdf, task } = await printed({ list: { sort: 'no' } })
  expect(task).toMatchObject({
    title: '3 mektubun yazdırılması',
    done: 3,
    total: 3,
    result: { counts: { letters: 3, pages: 4, drafts: 1, unreadable: 0 } },
  })
  expect(await numbersOf(pdf)).toEqual([one, one, two, draft])
  expect((await runTool(pdf, 'qpdf', ['--check', 'IN'])).toString()).toContain('No syntax or stream encoding errors')
  const fonts = (await runTool(pdf, 'pdffonts', ['IN'])).toString().trim().split('\n').slice(2)
  expect(fonts).toHaveLength(6)
  for (const font of fonts) expect(font).toMatch(/yes yes yes/)
  const text = await textOf(pdf)
  for (const title of ['Işık Yapı', 'Çınar Gıda', 'Öztürk Tekstil']) expect(text).toContain(title)
  expect(await numbersOf((await printed({ list: { sort: '-counterparty' } })).pdf)).toEqual([draft, one, one, two])
})

test('[MU600] they are those that were chosen, those that the list shows, or those of a batch', async () => {
  const [one, two, draft] = letters.map(({ no }) => no)
  const ids = [letters[1]!.id, letters[2]!.id]
  expect(await numbersOf((await printed({ ids, list: { sort: '-no' } })).pdf)).toEqual([draft, two])
  expect(await numbersOf((await printed({ list: { q: 'ışık' } }, office.viewer)).pdf)).toEqual([one, one])
  expect(await numbersOf((await printed({ list: { 'filter[batch]': batch_id } })).pdf)).toEqual([draft])
})

test('[MU600] of versions the newest is printed, and what was withdrawn is not', async () => {
  const old = await office.draft()
  await office.place(old.id, 'rejected')
  const body = { balance: { amount: '77.00', currency: 'TRY' }, side: 'B' }
  const next = office.need<{ id: string; no: string }>(await office.act(office.member, old, 'revise', body), 201)
  const gone = await office.draft()
  await office.place(gone.id, 'cancelled')
  const { pdf, task } = await printed({ ids: [old.id, next.id, gone.id] })
  expect(task.result!.counts).toMatchObject({ letters: 1, drafts: 1 })
  expect(await textOf(pdf)).toContain('77,00')
  expect((await ask({ ids: [gone.id] })).code).toBe('export_empty')
  // With its newest version the letter is withdrawn as a whole.
  await office.place(next.id, 'cancelled')
  expect((await ask({ ids: [old.id, next.id] })).code).toBe('export_empty')
})

test('[MU601] no page says that it is sealed, and what did not go out says so', async () => {
  const [sent, draft] = [letters[0]!, letters[2]!]
  const kept = await keepDocument(office.services, office.company.id, sent.id)
  expect(await textOf(kept.bytes)).toContain('İmza düzeyi')
  const { pdf } = await printed({ ids: [sent.id, draft.id], list: { sort: 'no' } })
  const text = await textOf(pdf)
  for (const claim of ['İmza düzeyi', 'L2', 'PAdES', 'mühür', '5070']) expect(text).not.toContain(claim)
  expect(text.split('\f').map(page => page.includes('TASLAK'))).toEqual([false, false, true, false])
  // The code leads to the sealed original, which a draft has none of.
  const pages = text.split('\f')
  expect([pages[2]!.includes('doğrulayın'), pages.slice(0, 2).join('').includes('doğrulayın')]).toEqual([false, true])
  expect(text).toContain('Sayfa 2/2')
  for (const part of ['/ByteRange', '/AcroForm', '/Sig']) expect(pdf.toString('latin1')).not.toContain(part)
})

test('[MU601] what went out without a paper of its own is drawn as it stands, and claims nothing', async () => {
  const bare = await office.draft()
  await office.place(bare.id, 'viewed')
  const { pdf, task } = await printed({ ids: [bare.id] })
  expect(task.result!.counts).toMatchObject({ letters: 1, drafts: 0, unreadable: 0 })
  const text = await textOf(pdf)
  for (const claim of ['L2', 'PAdES', 'TASLAK', 'doğrulayın']) expect(text).not.toContain(claim)
  expect(await numbersOf(pdf)).toEqual([bare.no])
})

test('[MU602] double-sided, each letter begins on an odd page', async () => {
  const [one, two, draft] = letters.map(({ no }) => no)
  const order = { ids: letters.map(({ id }) => id), list: { sort: '-no' }, double_sided: true }
  const { pdf, task } = await printed(order)
  expect(await numbersOf(pdf)).toEqual([draft, '', two, '', one, one])
  expect(task.result!.counts).toMatchObject({ letters: 3, pages: 4 })
})

test('[MU603] a paper that cannot be read is left out and counted; when none can, the task says so', async () => {
  const lost = await office.draft()
  await keepDocument(office.services, office.company.id, lost.id)
  await office.place(lost.id, 'sent')
  await office.services.store.inCompany(office.company.id, async trx => {
    const bytes = Buffer.from('%PDF-1.7\nnot what it was\n%%EOF')
    const file = await office.services.files.put(trx, {
      ...{
        company_id: office.company.id,
        owner_id: null,
        name: 'x.pdf',
        type: 'application/pdf',
        kind: 'mutabakat.letter',
      },
      bytes,
    })
    await withTables(trx)
      .updateTable('mutabakat.document')
      .set({ file_id: file.id })
      .where('letter_id', '=', lost.id)
      .execute()
  })
  const { pdf, task } = await printed({ ids: [lost.id, letters[1]!.id] })
  expect(task).toMatchObject({ errors: 1, result: { counts: { letters: 1, unreadable: 1 } } })
  expect(await numbersOf(pdf)).toEqual([letters[1]!.no])
  const ended = await endOf(office.member, await ask({ ids: [lost.id] }))
  expect(ended).toMatchObject({ state: 'failed', error: { code: 'print_unreadable' }, file_url: null })
})

test('[MU603] nothing, too much, an unknown order and letters of others are refused at once', async () => {
  expect((await ask({ list: { 'filter[currency]': 'USD' } })).code).toBe('export_empty')
  expect((await ask({ list: { sort: 'weight' } })).code).toBe('bad_request')
  const { owner: stranger } = await office.test.addCompany()
  expect((await ask({ ids: letters.map(({ id }) => id) }, stranger)).code).toBe('export_empty')
  expect((await ask({ list: { 'filter[batch]': batch_id } }, stranger)).code).toBe('export_empty')
  const template = await office.find(letters[0]!.id)
  await office.system(async trx => {
    await sql`insert into mutabakat.letter (id, company_id, no, counterparty_id, kind, status, balance_date, minor, currency,
        side, style, author_id, created_at)
      select gen_random_uuid(), company_id, 'MUT-2031-' || lpad(n::text, 6, '0'), counterparty_id, kind, 'archived',
        date '2031-01-01', minor, currency, side, style, author_id, created_at
      from mutabakat.letter, generate_series(1, 1001) n where id = ${template.id}`.execute(trx)
  })
  const many = await ask({ list: { 'filter[status]': 'archived' } })
  expect(many).toMatchObject({ status: 422, code: 'export_too_large' })
  expect(many.text).toContain('1.000')
})

test('[MU604] the post list names where each letter goes', async () => {
  const address = 'Organize Sanayi Böl. 5. Cad. No: 12\n16140 Nilüfer/Bursa'
  const cards = [
    await office.addCard({ title: '=Posta A.Ş.', address, contact_name: 'Ali Veli' }),
    await office.addCard({ title: 'Elden A.Ş.', country: 'AZ' }),
  ]
  const ids: string[] = []
  for (const { id: counterparty_id } of cards) ids.push((await office.draft({ counterparty_id })).id)
  const order = { kind: 'post', format: 'csv', selection: { ids } }
  const task = await endOf(office.viewer, await office.viewer.call('POST', '/api/exports', { body: order }))
  expect(task).toMatchObject({ state: 'done', title: 'Posta listesi', result: { counts: { letters: 2 } } })
  const csv = await office.services.store.inCompany(office.company.id, async trx => {
    const file = await office.services.files.read(trx, office.company.id, task.result!.file_id!)
    return (await buffer(file.stream())).toString()
  })
  const [head, first, second] = csv.replace('\ufeff', '').split('\r\n')
  expect(head).toBe('Numara;Unvan;İlgili;Adres;Ülke;Barkod')
  expect(first).toMatch(
    /^MUT-\d{4}-\d{6};'=Posta A\.Ş\.;Ali Veli;Organize Sanayi Böl\. 5\. Cad\. No: 12, 16140 Nilüfer\/Bursa;TR;$/,
  )
  expect(second).toMatch(/;Elden A\.Ş\.;;;AZ;$/)
})

test('[MU603] stopped, a print leaves no file', async () => {
  const files = () =>
    office.system(trx =>
      trx.selectFrom('platform.file').select('id').where('kind', '=', 'mutabakat.export').orderBy('id').execute(),
    )
  const before = await files()
  const stopped = new Error('stopped')
  const order = { list: { sort: 'no' }, double_sided: false, ids: letters.map(({ id }) => id) }
  const job = {
    report: ({ done }: { done: number }) => (done === 2 ? Promise.reject(stopped) : Promise.resolve()),
  } as unknown as JobContext
  const input = { user_id: office.member.id, order, locale: 'tr' as const }
  await expect(runPrint(office.services, office.company.id, input, job)).rejects.toBe(stopped)
  expect(await files()).toEqual(before)
})
