/** Seals, judged by poppler. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import { ContentInfo, SignedData } from 'pkijs'
import { beforeAll, expect, test } from 'vitest'
import { type Certificate, makeCertificate } from './certificate.ts'
import { pdfFonts } from './pdf-fonts.ts'
import { signPdf } from './signature.ts'
import { objectsOf, signaturesOf } from './testing/run-tool.ts'

const NOW = new Date('2026-11-02T09:00:00Z')
const TITLE = 'Çağdaş Iğdır Öğütücü Ltd. Şti.'
const SEAL = {
  name: TITLE,
  reason: 'Cari hesap mutabakat mektubu',
  location: 'İzmir',
  contact: '1234567890',
  signed_at: NOW,
}

let pdf: Buffer
let ec: Certificate
let rsa: Certificate

beforeAll(async () => {
  // A parsed font is taken as it is, which pdfkit's types do not know.
  const font = pdfFonts().regular as unknown as string
  const doc = new PDFDocument({ size: 'A4', font, pdfVersion: '1.7', info: { Title: 'Mektup', CreationDate: NOW } })
  doc.text('Bakiye 125.430,50 TL').end()
  pdf = await buffer(doc)
  ec = await makeCertificate({ organization: TITLE, serial_number: '1234567890', city: 'İzmir', now: NOW })
  rsa = await makeCertificate({ organization: 'Öz Güneş İnşaat A.Ş.', algorithm: 'RSA-2048', now: NOW })
})

/** The CMS inside the signature's /Contents. */
const cmsOf = (signed: Buffer): SignedData => {
  const hex = /\/Contents <([0-9a-fA-F]+)>/.exec(signed.toString('latin1'))![1]!
  const info = ContentInfo.fromBER(Uint8Array.from(Buffer.from(hex, 'hex')).buffer)
  return new SignedData({ schema: info.content })
}

test.each(['P-256', 'RSA-2048'] as const)('[PD6] a seal with %s is valid over the whole file', async algorithm => {
  const certificate = algorithm === 'P-256' ? ec : rsa
  const signed = await signPdf(pdf, certificate, SEAL)
  expect(signed.subarray(0, pdf.length - 2).equals(pdf.subarray(0, pdf.length - 2))).toBe(true)
  const report = await signaturesOf(signed)
  expect(report).toContain('Signature is Valid')
  expect(report).toContain('Total document signed')
  expect(report).toContain('ETSI.CAdES.detached')
  expect(report).toContain(algorithm === 'P-256' ? TITLE : 'Öz Güneş İnşaat A.Ş.')
})

test('[PD6] what is signed beside the content: its type, its digest, the certificate; no time', async () => {
  const attributes = cmsOf(await signPdf(pdf, ec, SEAL)).signerInfos[0]!.signedAttrs!.attributes.map(({ type }) => type)
  expect(attributes.toSorted()).toEqual(['1.2.840.113549.1.9.16.2.47', '1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4'])
})

test('[PD7] a changed byte anywhere in the signed ranges is invalid', async () => {
  const signed = await signPdf(pdf, ec, SEAL)
  const [, , gapStart, gapEnd] = /\/ByteRange \[(\d+) (\d+) (\d+)/
    .exec(signed.toString('latin1'))!
    .map(Number) as number[]
  const places = [pdf.indexOf('stream') + 40, Math.floor(gapStart! / 2), gapStart! - 40, gapEnd! + 20]
  for (const place of places) {
    const changed = Buffer.from(signed)
    changed[place] = changed[place]! ^ 1
    expect(await signaturesOf(changed).catch(String)).not.toContain('Signature is Valid')
  }
})

test('[PD7] something added after the seal is told', async () => {
  const signed = await signPdf(pdf, ec, SEAL)
  const report = await signaturesOf(Buffer.concat([signed, Buffer.from('\n% ek\n')]))
  expect(report).not.toMatch(/Total document signed[\s\S]*Signature is Valid/)
})

test('[PD8] a second seal keeps the first one valid', async () => {
  const twice = await signPdf(await signPdf(pdf, ec, SEAL), rsa, {
    ...SEAL,
    name: 'Öz Güneş İnşaat A.Ş.',
    reason: 'Cevap',
  })
  expect((await signaturesOf(twice)).match(/Signature is Valid/g)).toHaveLength(2)
})

test('[PD5] hostile names and reasons of a seal stay text', async () => {
  const hostile = '<< /S /JavaScript /JS (app.alert(1)) >> ) >> endobj /AcroForm 1 0 R'
  const signed = await signPdf(pdf, ec, {
    ...SEAL,
    name: hostile,
    reason: hostile,
    location: hostile,
    contact: hostile,
  })
  expect(await signaturesOf(signed)).toContain('Signature is Valid')
  const objects = await objectsOf(signed)
  for (const key of ['/JavaScript', '/JS ']) expect(objects).not.toContain(key)
})

test('[PD9] the certificate: version 3, Turkish names as UTF-8, for signing only, PKCS#8 key', async () => {
  for (const certificate of [ec, rsa]) {
    const x509 = new X509Certificate(certificate.certDer)
    expect(x509.verify(x509.publicKey)).toBe(true)
    expect(x509.checkPrivateKey(createPrivateKey(certificate.keyPem))).toBe(true)
    expect(x509.ca).toBe(false)
    expect(new Date(x509.validFrom)).toEqual(NOW)
    expect(new Date(x509.validTo)).toEqual(new Date('2031-11-02T09:00:00Z'))
    expect(certificate.keyPem).toMatch(/^-----BEGIN PRIVATE\x20KEY-----/)
    expect(certificate.chain).toEqual([])
  }
  const x509 = new X509Certificate(ec.certDer)
  expect(x509.subject.split('\n')).toEqual(['C=TR', 'L=İzmir', `O=${TITLE}`, `CN=${TITLE}`, 'serialNumber=1234567890'])
  expect(x509.issuer).toBe(x509.subject)
  expect(ec.certDer.includes(Buffer.concat([Buffer.from([0x0c, Buffer.byteLength(TITLE)]), Buffer.from(TITLE)]))).toBe(
    true,
  )
  expect(x509.keyUsage).toEqual(['1.3.6.1.5.5.7.3.36'])
})

test('[PD9] two certificates never share a number, and a given number is kept', async () => {
  expect(new X509Certificate(ec.certDer).serialNumber).not.toBe(new X509Certificate(rsa.certDer).serialNumber)
  const fixed = await makeCertificate({ organization: 'x', now: NOW, serial: new Uint8Array(16).fill(0x55) })
  expect(new X509Certificate(fixed.certDer).serialNumber).toBe('55'.repeat(16))
})
