/** The verifier against every trick we know with signed PDFs: generated mutants must never show as valid. */
import { X509Certificate } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import { beforeAll, expect, test } from 'vitest'
import { type Certificate, makeCertificate } from './certificate.ts'
import { readValue } from './pdf-values.ts'
import { signPdf } from './signature.ts'
import { signaturesOf } from './testing/run-tool.ts'
import { fingerprint, type Trust } from './trust-chain.ts'
import { type PdfVerdict, verifyPdf } from './verify-pdf.ts'

const NOW = new Date('2026-11-02T09:00:00Z')
const SEAL = { name: 'Şahin Gıda', reason: 'Cari hesap mutabakat mektubu', signed_at: NOW }
const NOBODY: Trust = { authorities: [], pinned: new Set() }

let pdf: Buffer
let ours: Certificate
let theirs: Certificate
let signed: Buffer
let twice: Buffer

beforeAll(async () => {
  const doc = new PDFDocument({ size: 'A4', pdfVersion: '1.7', info: { CreationDate: NOW }, compress: false })
  doc.text('Bakiye 125.430,50 TL').end()
  pdf = await buffer(doc)
  ours = await makeCertificate({ organization: 'Şahin Gıda', now: NOW })
  theirs = await makeCertificate({ organization: 'Işık Yapı', algorithm: 'RSA-2048', now: NOW })
  signed = await signPdf(pdf, ours, SEAL)
  twice = await signPdf(signed, theirs, { ...SEAL, name: 'Işık Yapı' })
})

const look = (bytes: Buffer, trust = NOBODY): PdfVerdict => verifyPdf(bytes, { trust, now: NOW })
const problems = (bytes: Buffer) => look(bytes).signatures.map(one => one.problem)
const edit = (bytes: Buffer, change: (text: string) => string): Buffer =>
  Buffer.from(change(bytes.toString('latin1')), 'latin1')
const rangeOf = (bytes: Buffer): number[] =>
  [.../\/ByteRange \[(\d+) (\d+) (\d+) (\d+)/.exec(bytes.toString('latin1'))!].slice(1).map(Number)

/** A plain incremental update that gives one object another content, with its own table. */
const append = (bytes: Buffer, object: number, content: string, trailer = ''): Buffer => {
  const before = bytes.toString('latin1')
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(before)![1]
  const root = [...before.matchAll(/\/Root (\d+) 0 R/g)].at(-1)![1]
  const start = before.length + 1
  const body = `\n${object} 0 obj\n${content}\nendobj\n`
  const table = `xref\n${object} 1\n${String(start).padStart(10, '0')} 00000 n \n`
  const end = `trailer\n<< /Size 99 /Root ${root} 0 R /Prev ${previous} ${trailer}>>\nstartxref\n${before.length + body.length}\n%%EOF\n`
  return Buffer.from(before + body + table + end, 'latin1')
}

test('[PD10] [S68] an untouched file is valid, and says who, when and with what', () => {
  const verdict = look(signed)
  expect(verdict).toMatchObject({ signed: true, valid: true, size: signed.length })
  const [signature] = verdict.signatures
  expect(signature).toMatchObject({
    valid: true,
    problem: null,
    signer: 'Şahin Gıda',
    signed_at: NOW.toISOString(),
    covers_whole_file: true,
    later_additions_allowed: true,
  })
  const facts = new X509Certificate(ours.certDer)
  expect(signature!.certificate).toMatchObject({ sha256: fingerprint(facts), qualified: false })
  expect(look(pdf)).toMatchObject({ signed: false, valid: false, level: 'L0', signatures: [] })
})

test('[PD11] [S68] a second signature keeps the first valid, for pdfsig and for us', async () => {
  const verdict = look(twice)
  expect(verdict.signatures.map(one => [one.valid, one.covers_whole_file, one.later_additions_allowed])).toEqual([
    [true, false, true],
    [true, true, true],
  ])
  expect(verdict.valid).toBe(true)
  expect((await signaturesOf(twice)).match(/Signature is Valid/g)).toHaveLength(2)
})

test('[PD12] [S68] one changed byte anywhere is not valid', () => {
  const [, gap, resume] = rangeOf(signed) as [number, number, number, number]
  const places = [
    0,
    40,
    pdf.indexOf('<42616b') + 1,
    Math.floor(gap / 2),
    gap - 40,
    gap + 20,
    resume + 10,
    signed.length - 3,
  ]
  for (const place of places) {
    const changed = Buffer.from(signed)
    changed[place] = changed[place]! ^ 1
    expect([place, look(changed).valid]).toEqual([place, false])
  }
})

test('[PD12] [S68] a truncated file is not valid, wherever it ends', () => {
  for (let part = 1; part < 40; part++) {
    const cut = signed.subarray(0, Math.floor((signed.length * part) / 40))
    expect([part, look(cut).valid]).toEqual([part, false])
  }
  expect(look(signed.subarray(0, -1)).valid).toBe(false)
})

test('[PD13] [S68] incremental saving: whatever is appended to a signed file is told', () => {
  const page = /(\d+) 0 obj\s*<<[^>]*\/Type \/Page\b/.exec(pdf.toString('latin1'))
  const object = Number(page?.[1] ?? 1)
  const additions = [
    Buffer.concat([signed, Buffer.from('\n')]),
    Buffer.concat([signed, Buffer.from('% hiç\n%%EOF\n')]),
    append(signed, object, '<< /Type /Page /MediaBox [0 0 1 1] >>'),
    append(signed, 90, '<< /Type /XObject >>'),
    // A second whole file behind the first.
    Buffer.concat([signed, pdf]),
  ]
  for (const bytes of additions) expect(problems(bytes)).toEqual(['changed_after_signing'])
  // The appended part has a broken signature of its own (incremental saving with a decoy).
  const decoy = append(signed, 91, '<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 10 20 30] /Contents <00> >>')
  expect(look(decoy).valid).toBe(false)
})

test('[PD14] [S68] shadow attack: an addition that a second signer covered does not leave the first valid', async () => {
  const content = Number(/\/Contents (\d+) 0 R/.exec(pdf.toString('latin1'))![1])
  const hidden = [
    append(signed, content, '<< /Length 0 >>\nstream\n\nendstream'),
    append(signed, 95, '<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (Bakiye 0,00 TL) >>'),
    append(signed, 96, '<< /Type /Annot /FT /Sig /Subtype /Widget /Rect [0 0 500 500] /AP << /N 5 0 R >> >>'),
    append(signed, 97, '<< /Type /Catalog >>', '/Encrypt 98 0 R '),
  ]
  for (const shadow of hidden) {
    const covered = await signPdf(shadow, theirs, SEAL)
    const verdict = look(covered)
    expect(verdict.valid).toBe(false)
    expect(verdict.signatures[0]).toMatchObject({ problem: 'changed_after_signing', later_additions_allowed: false })
    // The second one did sign all of it, and is no more than that.
    expect(verdict.signatures.at(-1)).toMatchObject({ signer: 'Işık Yapı', valid: true })
  }
})

test('[PD15] [S68] universal signature forgery: a range or contents that say nothing', () => {
  const [, gap, resume, rest] = rangeOf(signed) as [number, number, number, number]
  const range = /\/ByteRange \[[^\]]*\]/
  const contents = /\/Contents <[0-9a-fA-F]+>/
  const pad = (text: string, like: string) => text.padEnd(like.length)
  const put = (pattern: RegExp, text: string) => edit(signed, all => all.replace(pattern, old => pad(text, old)))
  const forged = [
    put(range, ''),
    put(range, '/ByteRange null'),
    put(range, '/ByteRange []'),
    put(range, '/ByteRange [0 0 0 0]'),
    put(range, `/ByteRange [0 ${gap} ${resume} -${rest}]`),
    put(range, `/ByteRange [-0 ${gap} ${resume} 0]`),
    put(range, `/ByteRange [0 ${gap} ${resume} 99999999999]`),
    put(range, `/ByteRange [0 ${gap} ${resume} ${rest}.5]`),
    put(range, `/ByteRange [1 ${gap - 1} ${resume} ${rest}]`),
    put(range, `/ByteRange [0 ${gap} ${resume}]`),
    put(range, `/ByteRange 12 0 R`),
    put(contents, '/Contents null'),
    put(contents, '/Contents <>'),
    put(contents, '/Contents <00>'),
    put(contents, '/Contents 12 0 R'),
    put(contents, '/Contents (imza)'),
    put(/\/SubFilter \/ETSI.CAdES.detached/, '/SubFilter /adbe.x509.rsa_sha1'),
    put(/\/SubFilter \/ETSI.CAdES.detached/, ''),
  ]
  for (const [index, bytes] of forged.entries()) expect([index, look(bytes).valid]).toEqual([index, false])
})

test('[PD16] [S68] signature wrapping: nothing but the signature may stand in the gap', () => {
  const text = signed.toString('latin1')
  const [, gap, resume, rest] = rangeOf(signed) as [number, number, number, number]
  // The second part moves behind something foreign, and the range follows it.
  const insert = `\n90 0 obj\n<< /Type /Page >>\nendobj\n`
  const moved = `${text.slice(0, resume)}${insert}${text.slice(resume)}`
  const follow = (range: string) =>
    Buffer.from(
      moved.replace(/\/ByteRange \[[^\]]*\]/, old => range.padEnd(old.length)),
      'latin1',
    )
  for (const bytes of [
    follow(`/ByteRange [0 ${gap} ${resume + insert.length} ${rest}]`),
    follow(`/ByteRange [0 ${gap} ${resume} ${rest + insert.length}]`),
    follow(`/ByteRange [0 ${gap} ${resume} ${rest}]`),
  ])
    expect(look(bytes).valid).toBe(false)
  // A doubled range in the dictionary, before and behind the true one, and in another spelling.
  for (const second of ['/ByteRange [0 1 2 3]', '/Byte#52ange [0 1 2 3]'])
    for (const bytes of [
      edit(signed, all => all.replace('/ByteRange [', `${second} /ByteRange [`)),
      edit(signed, all => all.replace(/\/Reason/, `${second} /Reason`)),
    ])
      expect(problems(bytes)).toEqual([expect.stringMatching(/^(?:malformed|range_invalid)$/)])
  // Overlapping: the gap is larger than the signature, or the second part begins inside of it.
  for (const [a, b] of [
    [gap - 10, resume],
    [gap, resume + 10],
    [gap + 4, resume],
    [gap, resume - 4],
  ])
    expect(
      problems(
        edit(signed, all =>
          all.replace(/\/ByteRange \[[^\]]*\]/, old =>
            `/ByteRange [0 ${a} ${b} ${signed.length - b!}]`.padEnd(old.length),
          ),
        ),
      ),
    ).toEqual(['range_invalid'])
})

test('[PD16] a key that stands twice is refused in every spelling, wherever it stands', () => {
  for (const text of ['<< /A 1 /A 1 >>', '<< /ByteRange [1] /Byte#52ange [2] >>', '<< /V << /A 1 /#41 2 >> >>'])
    expect(() => readValue(text, 0)).toThrow('stands twice')
  expect(readValue('<< /A 1 /B << /A 2 >> >>', 0).kind).toBe('dict')
})

test('[PD17] [S68] an exchanged certificate or signature is not valid', async () => {
  const [, gap, resume] = rangeOf(signed) as [number, number, number, number]
  const slot = (bytes: Buffer) => bytes.subarray(gap + 1, resume - 1).toString('latin1')
  const swap = (from: Buffer, to: Buffer): Buffer => {
    const cms = Buffer.from(slot(signed), 'hex')
    const at = cms.indexOf(from)
    expect(at).toBeGreaterThan(0)
    const changed = Buffer.concat([cms.subarray(0, at), to, cms.subarray(at + from.length)]).subarray(0, cms.length)
    return edit(signed, text => text.replace(slot(signed), changed.toString('hex').padEnd(slot(signed).length, '0')))
  }
  // A twin with the same names and number, and another key.
  const serial = Buffer.from(new X509Certificate(ours.certDer).serialNumber, 'hex')
  const twin = await makeCertificate({ organization: 'Şahin Gıda', now: NOW, serial })
  expect(look(swap(ours.certDer, twin.certDer)).valid).toBe(false)
  // The signature of another file in this one's place.
  const doc = new PDFDocument({ size: 'A4', pdfVersion: '1.7', info: { CreationDate: NOW }, compress: false })
  doc.text('Bakiye 999.999,99 TL').end()
  const other = await signPdf(await buffer(doc), ours, SEAL)
  const [, otherGap, otherResume] = rangeOf(other) as [number, number, number, number]
  const foreign = other.subarray(otherGap + 1, otherResume - 1).toString('latin1')
  expect(problems(edit(signed, text => text.replace(slot(signed), foreign)))).toEqual(['digest_mismatch'])
  // One bit of the signature's own value, which stands last before the zeros.
  const value = slot(signed).replace(/0+$/, '')
  const last = value.length % 2 === 0 ? value : `${value}0`
  const bent = `${last.slice(0, -2)}${(Number.parseInt(last.slice(-2), 16) ^ 4).toString(16).padStart(2, '0')}`
  expect(problems(edit(signed, text => text.replace(last, bent)))).toEqual(['signature_invalid'])
  // Something hidden in the zeros behind the signature.
  expect(problems(edit(signed, text => text.replace(/0{8}>/, '0000ff00>')))).toEqual(['malformed'])
})

test('[PD18] a certificate that was not in force on the claimed day is told', async () => {
  const early = await signPdf(pdf, ours, { ...SEAL, signed_at: new Date('2026-11-01T00:00:00Z') })
  expect(problems(early)).toEqual(['certificate_not_in_force'])
  const late = await signPdf(pdf, ours, { ...SEAL, signed_at: new Date('2032-01-01T00:00:00Z') })
  expect(problems(late)).toEqual(['certificate_not_in_force'])
})

test('[PD19] the signer is pinned, or led to an authority of the trust list, or said to be unknown', () => {
  const own = new X509Certificate(ours.certDer)
  expect(look(signed).signatures[0]!.chain).toBe('unchecked')
  expect(look(signed)).toMatchObject({ valid: true, level: 'L0' })
  const pinned = look(signed, { authorities: [], pinned: new Set([fingerprint(own)]) })
  expect([pinned.level, pinned.signatures[0]!.chain]).toEqual(['L2', 'pinned'])
  const foreign = look(signed, { authorities: [new X509Certificate(theirs.certDer)], pinned: new Set() })
  expect([foreign.level, foreign.signatures[0]!.chain]).toEqual(['L0', 'untrusted'])
})

test('[PD20] no bytes whatever end the verifier, and no mutant of a signed file is valid', () => {
  let seed = 7
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff
    return seed % below
  }
  for (let round = 0; round < 400; round++) {
    const bytes = Buffer.from(round % 2 === 0 ? signed : twice)
    const from = next(bytes.length)
    for (let count = 0; count <= next(4); count++) {
      const at = (from + next(30)) % bytes.length
      bytes[at] = bytes[at]! ^ (1 + next(255))
    }
    if (bytes.equals(round % 2 === 0 ? signed : twice)) continue
    // Hexadecimal digits have two spellings: the one mutation that changes nothing.
    if (bytes.toString('latin1').toLowerCase() === (round % 2 === 0 ? signed : twice).toString('latin1').toLowerCase())
      continue
    expect([round, look(bytes).valid]).toEqual([round, false])
  }
  for (const text of [
    '',
    '%PDF-1.7',
    '/ByteRange',
    '1 0 obj << /ByteRange [',
    `${'1 0 obj <<'.repeat(5_000)}/ByteRange`,
  ])
    expect(look(Buffer.from(text)).valid).toBe(false)
})
