/** Papers of a letter: the answer as a signed PDF, PDFs that persons signed, and checks by anybody. */
import { createHash, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LetterDocument, PdfVerdict } from '../../../suite/apps/mutabakat/contract/index.ts'
import { withTables } from '../../../suite/apps/mutabakat/data/letters.ts'
import { keepAnswerPaper } from '../../../suite/apps/mutabakat/services/proof/keep-answer-paper.ts'
import { keepDocument } from '../../../suite/apps/mutabakat/services/proof/keep-document.ts'
import { verifyArchive } from '../../../suite/apps/mutabakat/services/proof/verify-archive.ts'
import { readPkcs12, signPdf } from '../../../suite/platform/documents/index.ts'
import { withAuthority } from '../../../suite/platform/documents/testing/authority.ts'
import { signaturesOf, textOf } from '../../../suite/platform/documents/testing/run-tool.ts'
import { type Called, type LifeOffice, openLifeOffice } from '../life/life-office.ts'
import { startProofJobs } from './tasks.ts'

let office: LifeOffice
beforeAll(async () => {
  office = await openLifeOffice()
  await startProofJobs(office)
}, 60_000)
afterAll(() => office.close())

type Caller = LifeOffice['member']

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const sendFile = (by: Caller, url: string, bytes: Buffer, name = 'imzali.pdf'): Promise<Called> => {
  const head = `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')])
  return by.call('POST', url, { payload, headers: { 'content-type': 'multipart/form-data; boundary=x' } })
}
const papers = async (id: string, by: Caller = office.member) =>
  office.need<{ items: LetterDocument[] }>(await by.call('GET', `/api/mutabakat/${id}/documents`), 200).items
const bytesOf = (id: string, paper: LetterDocument): Promise<Buffer> =>
  office.services.store.inCompany(office.company.id, async trx => {
    const { file_id } = await withTables(trx)
      .selectFrom('mutabakat.document')
      .select('file_id')
      .where('id', '=', paper.id)
      .where('letter_id', '=', id)
      .executeTakeFirstOrThrow()
    const chunks: Buffer[] = []
    const file = await office.services.files.read(trx, office.company.id, file_id)
    for await (const chunk of await file.stream()) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks)
  })
const sentLetter = async () => {
  const letter = await office.draft()
  const { bytes } = await keepDocument(office.services, office.company.id, letter.id)
  await office.place(letter.id, 'sent')
  return { id: letter.id, no: letter.no, bytes }
}
const rejected = async () => {
  const letter = await sentLetter()
  await office.place(letter.id, 'rejected')
  await office.system(trx =>
    withTables(trx)
      .updateTable('mutabakat.letter')
      .set({
        answer_reason: 'missing_invoice',
        answer_note: 'Ekim faturası eksik',
        answer_minor: 112_540n,
        answer_side: 'B',
      })
      .where('id', '=', letter.id)
      .execute(),
  )
  return letter
}

test('[MU354] the answered letter is a signed paper that says who, how, what and on which bytes', async () => {
  const letter = await rejected()
  await keepAnswerPaper(office.services, office.company.id, letter.id)
  await keepAnswerPaper(office.services, office.company.id, letter.id)
  const all = await papers(letter.id)
  expect(all.map(paper => [paper.kind, paper.version, paper.level])).toEqual([
    ['answer', 1, 'L2'],
    ['letter', 1, 'L2'],
  ])
  const pdf = await bytesOf(letter.id, all[0]!)
  expect(sha256(pdf)).toBe(all[0]!.sha256)
  expect(await signaturesOf(pdf)).toContain('Signature is Valid')
  const text = (await textOf(pdf)).replaceAll(/\s+/g, ' ')
  for (const part of [
    ...['MUTABAKAT CEVABI', 'MUTABIK DEĞİLİZ', letter.no, 'Ali Veli', 'Eksik fatura', 'Ekim faturası eksik'],
    ...['1.125,40', '125,00', 'kanıt düzeyi L1', sha256(letter.bytes), 'İmza düzeyi L2'],
  ])
    expect(text).toContain(part)
})

test('[MU354] an answer that was recorded queues its paper in its own transaction', async () => {
  const { id } = await sentLetter()
  const scan = office.need<{ id: string }>(await sendFile(office.member, '/api/files', Buffer.from('%PDF-1.7\n')), 201)
  const body = { choice: 'agree', name: 'Ayşe Kaya', channel: 'post', received_on: '2026-10-05', file_id: scan.id }
  office.need(await office.act(office.member, { id }, 'record-answer', body), 200)
  await expect.poll(async () => (await papers(id)).map(paper => paper.kind), { timeout: 15_000 }).toContain('answer')
  const answer = (await papers(id)).find(paper => paper.kind === 'answer')!
  expect((await textOf(await bytesOf(id, answer))).replaceAll(/\s+/g, ' ')).toContain('kanıt düzeyi L0')
})

test('[MU356] a PDF that a person signed is kept with its verdict, and level L3 only where it was earned', async () => {
  const letter = await rejected()
  await withAuthority(async ({ root, issue }) => {
    const reading = await readPkcs12(
      issue({ name: 'Ayşe Yılmaz', password: 'x', extra: ['1.3.6.1.5.5.7.1.3=DER:300A3008060604008E460101'] }),
      'x',
      new Date(),
    )
    if (!reading.ok) throw new Error(reading.problem)
    const signed = await signPdf(letter.bytes, reading.certificate, { name: 'Ayşe Yılmaz', reason: 'Onay' })
    const url = `/api/mutabakat/${letter.id}/signed-pdf`
    const taken = office.need<LetterDocument>(await sendFile(office.member, url, signed), 201)
    // Nobody vouched for the authority: the signature holds, its signer is not known. Our own seal below it still is.
    expect(taken).toMatchObject({ kind: 'letter', version: 2, level: 'L2', verdict: { valid: true } })
    expect(taken.verdict!.signatures.map(one => one.chain)).toEqual(['pinned', 'unchecked'])
    office.services.authorities = [new X509Certificate(root)]
    const trusted = office.need<LetterDocument>(await sendFile(office.member, `${url}?as=answer`, signed), 201)
    office.services.authorities = []
    expect(trusted).toMatchObject({ kind: 'answer', version: 1, level: 'L3', name: 'imzali.pdf' })
    const broken = Buffer.from(signed)
    broken[500] = broken[500]! ^ 1
    expect(await sendFile(office.member, url, broken)).toMatchObject({ status: 422, code: 'pdf_not_signed' })
    expect(await sendFile(office.member, url, Buffer.from('PK'))).toMatchObject({ status: 415, code: 'pdf_expected' })
    expect((await sendFile(office.viewer, url, signed)).status).toBe(403)
    // The paper of our own is drawn all the same.
    await keepAnswerPaper(office.services, office.company.id, letter.id)
    expect((await papers(letter.id)).filter(paper => paper.kind === 'answer').map(paper => paper.level)).toEqual([
      'L2',
      'L3',
    ])
  })
  const draft = await office.draft()
  const url = `/api/mutabakat/${draft.id}/signed-pdf`
  expect((await sendFile(office.member, url, letter.bytes)).code).toBe('letter_not_sent')
  expect((await sendFile(office.member, `${url}?as=answer`, letter.bytes)).code).toBe('letter_not_answered')
})

test('[MU357] anybody checks a PDF by the file itself, and nothing of it is kept', async () => {
  const letter = await sentLetter()
  const files = () =>
    office.system<number>(async trx => (await trx.selectFrom('platform.file').select('id').execute()).length)
  const before = await files()
  const guest = office.test.guest()
  const good = office.need<PdfVerdict & { known: unknown }>(await sendFile(guest, '/api/verify', letter.bytes), 200)
  expect(good).toMatchObject({ signed: true, valid: true, level: 'L2', known: { no: letter.no, kind: 'letter' } })
  expect(good.signatures[0]).toMatchObject({ chain: 'pinned', covers_whole_file: true })
  const changed = Buffer.from(letter.bytes)
  changed[700] = changed[700]! ^ 1
  const bad = office.need<PdfVerdict & { known: unknown }>(await sendFile(guest, '/api/verify', changed), 200)
  expect(bad).toMatchObject({ valid: false, level: 'L0', known: null, signatures: [{ problem: 'digest_mismatch' }] })
  expect(await sendFile(guest, '/api/verify', Buffer.from('<html>'))).toMatchObject({ status: 415 })
  expect(await files()).toBe(before)
})

test('[MU358] [MU359] letters and answers are found by code and hash, scans are not; other companies see nothing', async () => {
  const letter = await rejected()
  await keepAnswerPaper(office.services, office.company.id, letter.id)
  await office.system(trx =>
    withTables(trx)
      .insertInto('mutabakat.document')
      .values({
        ...{ id: office.services.id(), company_id: office.company.id, letter_id: letter.id, kind: 'statement' },
        ...{ level: 'L0', certificate_id: null, file_id: office.services.id(), sha256: 'a'.repeat(64), size: 1 },
        ...{ verify_code: 'A'.repeat(22), created_at: new Date() },
      })
      .execute(),
  )
  const guest = office.test.guest()
  const all = await papers(letter.id)
  for (const paper of all) {
    for (const hash of [paper.verify_code, paper.sha256]) {
      const found = await guest.call('GET', `/api/verify/${hash}`)
      expect(found.json).toMatchObject({ kind: paper.kind, no: letter.no, sha256: paper.sha256, signature_level: 'L2' })
    }
    const file = await office.viewer.call('GET', `/api/mutabakat/${letter.id}/documents/${paper.id}`)
    expect([file.status, file.headers['content-type']]).toEqual([200, 'application/pdf'])
  }
  for (const hash of ['a'.repeat(64), 'A'.repeat(22)])
    expect((await guest.call('GET', `/api/verify/${hash}`)).status).toBe(404)
  const { owner: stranger } = await office.test.addCompany()
  expect((await stranger.call('GET', `/api/mutabakat/${letter.id}/documents`)).status).toBe(404)
  expect((await stranger.call('GET', `/api/mutabakat/${letter.id}/documents/${all[0]!.id}`)).status).toBe(404)
  const other = await sentLetter()
  expect((await office.member.call('GET', `/api/mutabakat/${other.id}/documents/${all[0]!.id}`)).status).toBe(404)
})

test('[MU365] changed and missing bytes of kept papers are told once', async () => {
  const [changed, gone, whole] = [await sentLetter(), await sentLetter(), await sentLetter()]
  await office.system(async trx => {
    const tables = withTables(trx)
    // Other bytes on the shelf than were kept, and none at all.
    const bytes = Buffer.from('%PDF-1.7 başka')
    const about = {
      company_id: office.company.id,
      owner_id: null,
      name: 'x.pdf',
      type: 'application/pdf',
      kind: 'upload',
    }
    const other = await office.services.files.put(trx, { ...about, bytes })
    await tables
      .updateTable('mutabakat.document')
      .set({ file_id: other.id })
      .where('letter_id', '=', changed.id)
      .execute()
    const { file_id } = await tables
      .selectFrom('mutabakat.document')
      .select('file_id')
      .where('letter_id', '=', gone.id)
      .executeTakeFirstOrThrow()
    await trx
      .updateTable('platform.file')
      .set({ storage_key: 'f'.repeat(48) })
      .where('id', '=', file_id)
      .execute()
    // What another test put there without bytes.
    await tables.deleteFrom('mutabakat.document').where('kind', '=', 'statement').execute()
  })
  const job = { signal: new AbortController().signal, report: async () => {} }
  expect((await verifyArchive(office.services, job)).broken).toBe(2)
  expect((await verifyArchive(office.services, job)).broken).toBe(0)
  const bells = (await office.bells(office.owner.id)).filter(bell => bell.title === 'Saklanan belgeler değişmiş')
  expect(bells).toHaveLength(1)
  for (const { no } of [changed, gone]) expect(bells[0]!.message).toContain(no)
  expect(bells[0]!.message).not.toContain(whole.no)
  expect((await papers(changed.id))[0]!.broken_at).not.toBeNull()
  expect((await papers(whole.id))[0]!.broken_at).toBeNull()
  expect(await office.audited('document.broken')).toBe(2)
})
