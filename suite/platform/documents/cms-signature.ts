/** Checks a detached CMS signature over given bytes: digest, key, certificate, and the attributes that bind them. */
import { constants, createHash, createPublicKey, timingSafeEqual, verify, X509Certificate } from 'node:crypto'
import { fromBER, ObjectIdentifier, OctetString, Sequence, UTCTime } from 'asn1js'
import {
  type Attribute,
  ContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  type SignerInfo,
  Certificate as X509,
} from 'pkijs'

export type CmsProblem = 'malformed' | 'unsupported' | 'digest_mismatch' | 'signature_invalid'

export type CmsVerdict = {
  problem: CmsProblem | null
  /** Null when the signature cannot be read at all. */
  signer: X509Certificate | null
  /** What came with it, without the signer's. */
  others: X509Certificate[]
  /** The signing-time attribute; only claimed. */
  signed_at: Date | null
}

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  pss: '1.2.840.113549.1.1.10',
} as const

const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
/** Signature algorithms; null: the hash is the digest's. */
const ALGORITHMS: Readonly<Record<string, string | null>> = {
  '1.2.840.113549.1.1.1': null,
  [OID.pss]: null,
  '1.2.840.10045.2.1': null,
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
}

const unread = (problem: CmsProblem): CmsVerdict => ({ problem, signer: null, others: [], signed_at: null })

/** `cms`: DER, zeros may follow it. `strict`: the certificate must be named by the signature (PAdES). */
export const checkCms = (cms: Buffer, signed: readonly Buffer[], strict: boolean): CmsVerdict => {
  try {
    return judge(cms, signed, strict)
  } catch {
    // pkijs throws its own and JavaScript's errors for bytes that are no CMS.
    return unread('malformed')
  }
}

const judge = (cms: Buffer, signed: readonly Buffer[], strict: boolean): CmsVerdict => {
  const end = derLength(cms)
  if (end > cms.length || cms.subarray(end).some(byte => byte !== 0)) return unread('malformed')
  const info = ContentInfo.fromBER(Uint8Array.from(cms.subarray(0, end)).buffer)
  if (info.contentType !== OID.signedData) return unread('unsupported')
  const data = new SignedData({ schema: info.content })
  const [info1, ...more] = data.signerInfos
  // Content inside would be what is signed, instead of the file.
  if (!info1 || more.length > 0 || data.encapContentInfo.eContent) return unread('malformed')
  const certificates = (data.certificates ?? []).filter(one => one instanceof X509)
  const own = certificates.find(one => isNamed(one, info1))
  if (!own) return unread('malformed')
  const toNode = (one: X509) => new X509Certificate(Buffer.from(one.toSchema().toBER(false)))
  const signer = toNode(own)
  const attributes = info1.signedAttrs?.attributes ?? []
  const value = (type: string) => attributeValue(attributes, type)
  const time = value(OID.signingTime)
  const base = {
    signer,
    others: certificates.filter(one => one !== own).map(toNode),
    signed_at: time instanceof UTCTime ? time.toDate() : null,
  }
  const hash = HASHES[info1.digestAlgorithm.algorithmId]
  const algorithm = ALGORITHMS[info1.signatureAlgorithm.algorithmId]
  if (!hash || algorithm === undefined) return { ...base, problem: 'unsupported' }
  const digest = createHash(hash)
  for (const part of signed) digest.update(part)
  const named = value(OID.messageDigest)
  const type = value(OID.contentType)
  if (!(named instanceof OctetString) || !(type instanceof ObjectIdentifier)) return { ...base, problem: 'malformed' }
  if (type.getValue() !== OID.data) return { ...base, problem: 'malformed' }
  if (!same(Buffer.from(named.valueBlock.valueHexView), digest.digest())) return { ...base, problem: 'digest_mismatch' }
  const bound = namesCertificate(value(OID.signingCertificateV2), signer)
  if (bound === false || (strict && bound === null)) return { ...base, problem: 'signature_invalid' }
  const holds = verify(
    algorithm ?? hash,
    Buffer.from(info1.signedAttrs!.encodedValue),
    info1.signatureAlgorithm.algorithmId === OID.pss
      ? {
          key: createPublicKey(signer.publicKey.export({ type: 'spki', format: 'pem' })),
          padding: constants.RSA_PKCS1_PSS_PADDING,
        }
      : signer.publicKey,
    Buffer.from(info1.signature.valueBlock.valueHexView),
  )
  return { ...base, problem: holds ? null : 'signature_invalid' }
}

/** Length of the first DER element with its head. */
const derLength = (bytes: Buffer): number => {
  const first = bytes[1] ?? 0
  if (first < 0x80) return 2 + first
  const count = first & 0x7f
  return count < 1 || count > 4 || bytes.length < 2 + count
    ? Number.POSITIVE_INFINITY
    : 2 + count + bytes.readUIntBE(2, count)
}

const isNamed = (certificate: X509, info: SignerInfo): boolean =>
  info.sid instanceof IssuerAndSerialNumber
    ? certificate.issuer.isEqual(info.sid.issuer) && certificate.serialNumber.isEqual(info.sid.serialNumber)
    : certificate.extensions?.some(
        one =>
          one.extnID === '2.5.29.14' &&
          one.parsedValue instanceof OctetString &&
          one.parsedValue.isEqual(new OctetString({ valueHex: info.sid.valueBlock.valueHexView })),
      ) === true

/** An attribute that stands once with one value; twice would be two truths. */
const attributeValue = (attributes: readonly Attribute[], type: string): unknown => {
  const found = attributes.filter(one => one.type === type)
  return found.length === 1 && found[0]!.values.length === 1 ? found[0]!.values[0] : null
}

/** Whether ESSCertIDv2 names this certificate; null without the attribute. */
const namesCertificate = (attribute: unknown, signer: X509Certificate): boolean | null => {
  if (!(attribute instanceof Sequence)) return null
  const id = (attribute.valueBlock.value[0] as Sequence).valueBlock.value[0] as Sequence
  const [first, second] = id.valueBlock.value
  const oid = first instanceof Sequence ? (first.valueBlock.value[0] as ObjectIdentifier).getValue() : null
  const hash = oid === null ? 'sha256' : HASHES[oid]
  const named = first instanceof Sequence ? second : first
  if (!hash || !(named instanceof OctetString)) return false
  return same(Buffer.from(named.valueBlock.valueHexView), createHash(hash).update(signer.raw).digest())
}

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)

const QC_STATEMENTS = '1.3.6.1.5.5.7.1.3'
/** ETSI EN 319 412-5 (QcCompliance), and the statement of Law 5070 that Turkish authorities write. */
const QUALIFIED = new Set(['0.4.0.1862.1.1', '2.16.792.1.61.0.1.5070.1.1'])

/** Whether a certificate says of itself that it is a qualified one. */
export const saysQualified = (certificate: X509Certificate): boolean => {
  const extension = X509.fromBER(Uint8Array.from(certificate.raw).buffer).extensions?.find(
    one => one.extnID === QC_STATEMENTS,
  )
  if (!extension) return false
  const { result } = fromBER(Uint8Array.from(extension.extnValue.valueBlock.valueHexView).buffer)
  if (!(result instanceof Sequence)) return false
  return result.valueBlock.value.some(statement => {
    const id = statement instanceof Sequence ? statement.valueBlock.value[0] : null
    return id instanceof ObjectIdentifier && QUALIFIED.has(id.getValue())
  })
}
