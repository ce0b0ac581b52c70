/** Signing certificates: exchanged, taken over, retired, warned of, and never opened for another company. */
import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CertificateRow } from '../../../suite/apps/mutabakat/contract/index.ts'
import { withTables } from '../../../suite/apps/mutabakat/data/letters.ts'
import { companyCertificate } from '../../../suite/apps/mutabakat/services/proof/company-certificate.ts'
import { keepDocument, readDocument } from '../../../suite/apps/mutabakat/services/proof/keep-document.ts'
import { judgePdf } from '../../../suite/apps/mutabakat/services/proof/trust-of.ts'
import { warnOfCertificates } from '../../../suite/apps/mutabakat/services/proof/warn-of-certificates.ts'
import { withAuthority } from '../../../suite/platform/documents/testing/authority.ts'
import { type LifeOffice, openLifeOffice } from '../life/life-office.ts'

let office: LifeOffice
beforeAll(async () => {
  office = await openLifeOffice()
}, 60_000)
afterAll(() => office.close())

const list = async (by = office.owner) =>
  ((await by.call('GET', '/api/certificates')).json as { items: CertificateRow[] }).items
const sealOne = async () => {
  const letter = await office.draft()
  const { bytes } = await keepDocument(office.services, office.company.id, letter.id)
  return { letter, bytes }
}
const upload = (file: Buffer, password: string) =>
  office.owner.call('POST', '/api/certificates/upload', { body: { pkcs12: file.toString('base64'), password } })

test('[MU350] the active certificate seals; exchanged and retired ones keep what they sealed valid', async () => {
  const first = await sealOne()
  const [own] = await list()
  expect(own).toMatchObject({ source: 'own', state: 'active', documents: 1, algorithm: 'EC P-256', chain_length: 0 })
  expect(own!.days_left).toBeGreaterThan(1_800)
  const rotated = office.need<CertificateRow>(await office.owner.call('POST', '/api/certificates'), 201)
  expect((await list()).map(one => [one.id, one.state])).toEqual([
    [rotated.id, 'active'],
    [own!.id, 'retired'],
  ])
  const second = await sealOne()
  const retired = await office.owner.call('POST', `/api/certificates/${rotated.id}/retire`)
  expect(office.need<CertificateRow>(retired, 200)).toMatchObject({ state: 'retired', documents: 1 })
  expect((await office.owner.call('POST', `/api/certificates/${rotated.id}/retire`)).code).toBe('certificate_retired')
  const third = await sealOne()
  const signers = []
  for (const { bytes } of [first, second, third]) {
    const verdict = await judgePdf(office.services, bytes)
    expect(verdict).toMatchObject({ valid: true, level: 'L2', signatures: [{ chain: 'pinned' }] })
    signers.push(verdict.signatures[0]!.certificate!.sha256)
  }
  expect(signers.slice(0, 2)).toEqual([own!.sha256, rotated.sha256])
  expect(new Set(signers).size).toBe(3)
  expect(await office.audited('certificate.activated')).toBe(1)
  expect(await office.audited('certificate.retired')).toBe(1)
  const pem = await office.owner.call('GET', `/api/certificates/${own!.id}/certificate.pem`)
  expect(new X509Certificate(pem.text).fingerprint256.replaceAll(':', '').toLowerCase()).toBe(own!.sha256)
})

test('[MU350] nobody below an administrator sees or changes them, and nobody of another company', async () => {
  const [active] = await list()
  for (const person of [office.manager, office.member, office.viewer]) {
    expect((await person.call('GET', '/api/certificates')).status).toBe(403)
    expect((await person.call('POST', '/api/certificates')).status).toBe(403)
  }
  const { owner: stranger } = await office.test.addCompany()
  expect(await list(stranger)).toEqual([])
  expect((await stranger.call('POST', `/api/certificates/${active!.id}/retire`)).status).toBe(404)
  expect((await stranger.call('GET', `/api/certificates/${active!.id}/certificate.pem`)).status).toBe(404)
})

test('[MU350] [MU352] a certificate of an authority is taken over, or refused by name', async () => {
  await withAuthority(async ({ root, issue }) => {
    const file = issue({ name: 'Çağ Tekstil A.Ş.', password: 'gizli-42' })
    expect(await upload(file, 'yanlis')).toMatchObject({ status: 422, code: 'certificate_password_wrong' })
    expect(await upload(Buffer.from('%PDF-1.7'), 'x')).toMatchObject({ status: 422, code: 'certificate_unreadable' })
    const weak = issue({ name: 'A', password: 'p', key: ['-newkey', 'rsa:1024'] })
    expect(await upload(weak, 'p')).toMatchObject({ status: 422, code: 'certificate_key_weak' })
    expect((await upload(Buffer.alloc(64 * 1024 + 3), 'x')).status).toBe(400)
    expect((await list()).filter(one => one.source === 'uploaded')).toEqual([])
    const taken = office.need<CertificateRow>(await upload(file, 'gizli-42'), 201)
    expect(taken).toMatchObject({
      source: 'uploaded',
      state: 'active',
      subject: 'CN=Çağ Tekstil A.Ş.',
      chain_length: 1,
    })
    const { bytes } = await sealOne()
    const trusting = { ...office.services, authorities: [new X509Certificate(root)] }
    expect(await judgePdf(trusting, bytes)).toMatchObject({ valid: true, level: 'L2' })
  })
})

test('[MU351] [S69] a key opens for its own company alone, and is never shown', async () => {
  const { services, company } = office
  const stranger = await office.test.addCompany()
  const other = { id: stranger.id, title: 'Yabancı A.Ş.', vkn: null }
  const certificate = await services.store.inCompany(company.id, trx =>
    companyCertificate(services, trx, { id: company.id, title: 'x', vkn: null }),
  )
  // Row security first: asked within another company, there is nothing, so that one makes its own.
  const theirs = await services.store.inCompany(stranger.id, trx => companyCertificate(services, trx, other))
  expect(theirs.id).not.toBe(certificate.id)
  // Then the seal: the bytes of our row in the row of the other company are no key.
  await office.system(async trx => {
    const tables = withTables(trx)
    const { key_sealed } = await tables
      .selectFrom('mutabakat.certificate')
      .select('key_sealed')
      .where('id', '=', certificate.id)
      .executeTakeFirstOrThrow()
    expect(key_sealed.includes(Buffer.from('PRIVATE KEY'))).toBe(false)
    await tables.updateTable('mutabakat.certificate').set({ key_sealed }).where('id', '=', theirs.id).execute()
  })
  const open = services.store.inCompany(stranger.id, trx => companyCertificate(services, trx, other))
  await expect(open).rejects.toThrow('authenticate')
  const shown = (await office.owner.call('GET', '/api/certificates')).text
  const trail = (await office.owner.call('GET', '/api/audit')).text
  for (const text of [shown, trail]) {
    expect(text).not.toContain('PRIVATE')
    expect(text).not.toContain('key_sealed')
    expect(text).not.toContain('gizli-42')
  }
  expect(trail).toContain('certificate.activated')
})

test('[MU353] owners and administrators are told once, thirty days before the end', async () => {
  const admin = await office.person('admin')
  const [active] = await list()
  const bells = async (id: string) => (await office.bells(id)).filter(bell => bell.title === 'İmza sertifikası bitiyor')
  await warnOfCertificates(office.services)
  expect(await bells(admin.id)).toEqual([])
  office.travel(new Date(Date.parse(active!.not_after) - 29 * 86_400_000).toISOString())
  await warnOfCertificates(office.services)
  await warnOfCertificates(office.services)
  for (const id of [admin.id, office.owner.id]) {
    expect(await bells(id)).toHaveLength(1)
    expect((await bells(id))[0]!.message).toMatch(/\d\d\.\d\d\.\d{4} günü bitiyor/)
  }
  expect(await bells(office.manager.id)).toEqual([])
  expect(await readDocument(office.services, office.company.id, active!.id)).toBeNull()
})
