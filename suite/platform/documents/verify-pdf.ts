/** Says of a PDF what its signatures are worth: strictly, so that no trick with its structure shows as valid. */
import { createHash, type X509Certificate } from 'node:crypto'
import { type CmsProblem, checkCms, saysQualified } from './cms-signature.ts'
import { addsOnlySignature } from './pdf-revisions.ts'
import { BadRange, type FoundSignature, findSignatures } from './pdf-signatures.ts'
import { Malformed } from './pdf-values.ts'
import { type ChainVerdict, fingerprint, isInForce, judgeChain, type Trust } from './trust-chain.ts'

export type SignatureProblem = CmsProblem | 'range_invalid' | 'changed_after_signing' | 'certificate_not_in_force'

export type SignatureVerdict = {
  valid: boolean
  problem: SignatureProblem | null
  signer: string | null
  certificate: CertificateFacts | null
  chain: ChainVerdict
  /** ISO; only claimed by the file. */
  signed_at: string | null
  covers_whole_file: boolean
  later_additions_allowed: boolean
}

export type CertificateFacts = {
  subject: string
  issuer: string
  serial: string
  sha256: string
  not_before: string
  not_after: string
  qualified: boolean
}

/** L3: a person's qualified signature up to a trusted authority. L2: a seal known to us. L0: neither. */
export type PdfVerdict = {
  sha256: string
  size: number
  signed: boolean
  valid: boolean
  level: 'L0' | 'L2' | 'L3'
  signatures: SignatureVerdict[]
}

const SUB_FILTERS: Readonly<Record<string, { strict: boolean }>> = {
  'ETSI.CAdES.detached': { strict: true },
  'adbe.pkcs7.detached': { strict: false },
}

/** `now` counts where a signature claims no time. Nothing throws for any bytes. */
export const verifyPdf = (pdf: Buffer, options: { trust: Trust; now: Date }): PdfVerdict => {
  const base = { sha256: createHash('sha256').update(pdf).digest('hex'), size: pdf.length }
  const text = pdf.toString('latin1')
  let found: FoundSignature[]
  try {
    found = findSignatures(text)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    const problem = error instanceof BadRange ? 'range_invalid' : 'malformed'
    return { ...base, signed: true, valid: false, level: 'L0', signatures: [unreadable(problem)] }
  }
  const signatures = found.map((signature, index) => {
    const next = found[index + 1]
    const whole = signature.end === pdf.length
    const kept = found
      .slice(index, -1)
      .every((one, step) => addsOnlySignature(text, one.end, found[index + step + 1]!.end))
    const verdict = judge(pdf, signature, options)
    const changed = next ? !kept : !whole
    return {
      ...verdict,
      ...(verdict.valid && changed ? { valid: false, problem: 'changed_after_signing' as const } : {}),
      covers_whole_file: whole,
      later_additions_allowed: !changed,
    }
  })
  const valid = signatures.length > 0 && signatures.every(signature => signature.valid)
  return { ...base, signed: found.length > 0, valid, level: levelOf(valid, signatures), signatures }
}

const levelOf = (valid: boolean, signatures: readonly SignatureVerdict[]): PdfVerdict['level'] => {
  if (!valid) return 'L0'
  if (signatures.some(one => one.chain === 'trusted' && one.certificate?.qualified)) return 'L3'
  return signatures.some(one => one.chain === 'pinned' || one.chain === 'trusted') ? 'L2' : 'L0'
}

const unreadable = (problem: SignatureProblem): SignatureVerdict => ({
  valid: false,
  problem,
  signer: null,
  certificate: null,
  chain: 'unchecked',
  signed_at: null,
  covers_whole_file: false,
  later_additions_allowed: false,
})

const judge = (pdf: Buffer, found: FoundSignature, { trust, now }: { trust: Trust; now: Date }): SignatureVerdict => {
  const filter = Object.hasOwn(SUB_FILTERS, found.sub_filter) ? SUB_FILTERS[found.sub_filter]! : null
  if (!filter) return unreadable('unsupported')
  const signed = [pdf.subarray(0, found.gap), pdf.subarray(found.resume, found.end)]
  const cms = checkCms(found.contents, signed, filter.strict)
  if (!cms.signer) return unreadable(cms.problem!)
  const claimed = cms.signed_at ?? found.claimed_at
  const at = claimed ?? now
  const problem = cms.problem ?? (isInForce(cms.signer, at) ? null : 'certificate_not_in_force')
  return {
    valid: problem === null,
    problem,
    signer: nameOf(cms.signer),
    certificate: certificateFacts(cms.signer),
    chain: judgeChain(cms.signer, cms.others, trust, at),
    signed_at: claimed?.toISOString() ?? null,
    covers_whole_file: false,
    later_additions_allowed: false,
  }
}

const partOf = (name: string, key: string): string | null =>
  name
    .split('\n')
    .find(part => part.startsWith(`${key}=`))
    ?.slice(key.length + 1) ?? null

const nameOf = ({ subject }: X509Certificate): string => partOf(subject, 'CN') ?? partOf(subject, 'O') ?? subject

/** What a certificate says of itself. Names nearest first, on one line. */
export const certificateFacts = (certificate: X509Certificate): CertificateFacts => ({
  subject: oneLine(certificate.subject),
  issuer: oneLine(certificate.issuer),
  serial: certificate.serialNumber.toLowerCase(),
  sha256: fingerprint(certificate),
  not_before: new Date(certificate.validFrom).toISOString(),
  not_after: new Date(certificate.validTo).toISOString(),
  qualified: saysQualified(certificate),
})

const oneLine = (name: string): string => name.split('\n').toReversed().join(', ')
