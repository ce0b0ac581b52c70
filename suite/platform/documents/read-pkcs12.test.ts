/** Certificates of an authority: taken over, used, and refused when they should not seal anything. */
import { X509Certificate } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { readPkcs12 } from './read-pkcs12.ts'
import { signPdf } from './signature.ts'
import { withAuthority } from './testing/authority.ts'
import { verifyPdf } from './verify-pdf.ts'

const NOW = new Date(Date.now() + 60_000)
const DAY_MS = 86_400_000
/** qcStatements with QcCompliance (0.4.0.1862.1.1). */
const QUALIFIED = '1.3.6.1.5.5.7.1.3=DER:300A3008060604008E460101'

const drawn = async (): Promise<Buffer> => {
  const doc = new PDFDocument({ size: 'A4', pdfVersion: '1.7' })
  doc.text('Bakiye').end()
  return buffer(doc)
}

test('[PD21] a certificate of an authority seals, and its chain leads to the trust list', async () => {
  await withAuthority(async ({ root, issue }) => {
    for (const key of [undefined, ['-newkey', 'rsa:3072']]) {
      const file = issue({ name: 'Çağ Tekstil', password: 'gizli-42', ...(key ? { key } : {}) })
      const reading = await readPkcs12(file, 'gizli-42', NOW)
      expect(reading).toMatchObject({ ok: true, certificate: { chain: [root] } })
      if (!reading.ok) return
      const signed = await signPdf(await drawn(), reading.certificate, {
        name: 'Çağ',
        reason: 'Deneme',
        signed_at: NOW,
      })
      const trust = { authorities: [new X509Certificate(root)], pinned: new Set<string>() }
      // A seal of a company is no qualified signature of a person, however good its chain.
      expect(verifyPdf(signed, { trust, now: NOW })).toMatchObject({
        valid: true,
        level: 'L2',
        signatures: [{ signer: 'Çağ Tekstil', chain: 'trusted', certificate: { qualified: false } }],
      })
    }
  })
})

test('[PD22] only a qualified certificate with a checked chain is level L3', async () => {
  await withAuthority(async ({ root, issue }) => {
    const reading = await readPkcs12(issue({ name: 'Ayşe Yılmaz', password: 'x', extra: [QUALIFIED] }), 'x', NOW)
    if (!reading.ok) throw new Error(reading.problem)
    const signed = await signPdf(await drawn(), reading.certificate, { name: 'A', reason: 'İmza', signed_at: NOW })
    const look = (roots: Buffer[]) =>
      verifyPdf(signed, {
        now: NOW,
        trust: { authorities: roots.map(one => new X509Certificate(one)), pinned: new Set() },
      })
    expect(look([root])).toMatchObject({ level: 'L3', signatures: [{ certificate: { qualified: true } }] })
    expect(look([])).toMatchObject({ valid: true, level: 'L0', signatures: [{ chain: 'unchecked' }] })
    await withAuthority(async other => {
      expect(look([other.root])).toMatchObject({ valid: true, level: 'L0', signatures: [{ chain: 'untrusted' }] })
    })
  })
})

test('[PD23] [S69] a wrong password, a weak key, an ended certificate and an old file are refused by name', async () => {
  await withAuthority(async ({ issue }) => {
    const good = issue({ name: 'A', password: 'doğru'.replace('ğ', 'g') })
    const problem = async (file: Buffer, password: string, now = NOW) => {
      const reading = await readPkcs12(file, password, now)
      return reading.ok ? null : reading.problem
    }
    expect(await problem(good, 'dogru')).toBeNull()
    expect(await problem(good, 'yanlis')).toBe('password_wrong')
    expect(await problem(good, 'dogru', new Date(NOW.getTime() + 400 * DAY_MS))).toBe('not_in_force')
    expect(await problem(issue({ name: 'B', password: 'p', key: ['-newkey', 'rsa:1024'] }), 'p')).toBe('key_weak')
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp384r1']
    expect(await problem(issue({ name: 'C', password: 'p', key: curve }), 'p')).toBe('key_weak')
    expect(await problem(issue({ name: 'D', password: 'p', legacy: true }), 'p')).toBe('unreadable')
    for (const bytes of [Buffer.alloc(0), Buffer.from('%PDF-1.7'), good.subarray(0, 300)])
      expect(await problem(bytes, 'dogru')).toBe('unreadable')
  })
})
