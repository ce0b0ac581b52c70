/** Seals a PDF: PAdES baseline B-B (ETSI EN 319 142-1), so that any later change of a byte shows as an invalid signature. */
import { createHash, createPrivateKey, type KeyObject, webcrypto } from 'node:crypto'
import { plainAddPlaceholder } from '@signpdf/placeholder-plain'
import { SignPdf } from '@signpdf/signpdf'
import { Signer, SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils'
import { Constructed, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  Certificate as X509,
} from 'pkijs'
import type { Certificate } from './certificate.ts'
import { cryptoEngine } from './crypto-engine.ts'
import { dictionaryText } from './dictionary-text.ts'

export const PDF_TYPE = 'application/pdf'

export type SignatureOptions = {
  /** What a PDF reader shows in its signature panel. */
  name: string
  reason: string
  location?: string
  contact?: string
  /** Shown as the time of signing; the seal does not prove it. Default now. */
  signed_at?: Date
}

/** Bytes set aside for the signature: an RSA-2048 seal with a chain of three needs about 6,000. */
const SLOT_BYTES = 8192
/** What a signature takes beside its certificates: attributes, and the RSA-4096 value itself. */
const SIGNATURE_BYTES = 2048

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const

/** The signed file; the given bytes stand unchanged at its start, so an earlier signature stays valid. */
export const signPdf = async (pdf: Buffer, certificate: Certificate, options: SignatureOptions): Promise<Buffer> => {
  const withSlot = plainAddPlaceholder({
    pdfBuffer: pdf,
    reason: dictionaryText(options.reason),
    name: dictionaryText(options.name),
    location: dictionaryText(options.location ?? ''),
    contactInfo: dictionaryText(options.contact ?? ''),
    ...(options.signed_at ? { signingTime: options.signed_at } : {}),
    signatureLength: Math.max(SLOT_BYTES, bytesOf(certificate) + SIGNATURE_BYTES),
    subFilter: SUBFILTER_ETSI_CADES_DETACHED,
    appName: 'Nabız',
  })
  return new SignPdf().sign(withSlot, new PadesSigner(certificate))
}

const bytesOf = ({ certDer, chain }: Certificate): number =>
  chain.reduce((sum, issuer) => sum + issuer.length, certDer.length)

/**
 * A detached CMS with content-type, message-digest and signing-certificate-v2, and without signing-time, which B-B
 * forbids. Not @signpdf/signer-p12: it writes the certificate's names anew and breaks those that are not ASCII.
 */
class PadesSigner extends Signer {
  readonly #certificate: Certificate

  constructor(certificate: Certificate) {
    super()
    this.#certificate = certificate
  }

  override async sign(content: Buffer): Promise<Buffer> {
    const { certDer, chain, keyPem } = this.#certificate
    const certificates = [certDer, ...chain].map(der => X509.fromBER(arrayBuffer(der)))
    const [own] = certificates
    const signedAttrs = new SignedAndUnsignedAttributes({
      type: 0,
      attributes: [
        new Attribute({ type: OID.contentType, values: [new ObjectIdentifier({ value: OID.data })] }),
        new Attribute({ type: OID.messageDigest, values: [new OctetString({ valueHex: sha256(content) })] }),
        new Attribute({ type: OID.signingCertificateV2, values: [signingCertificate(own!, certDer)] }),
      ],
    })
    const sid = new IssuerAndSerialNumber({ issuer: own!.issuer, serialNumber: own!.serialNumber })
    const signed = new SignedData({
      version: 1,
      encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
      certificates,
      signerInfos: [new SignerInfo({ version: 1, sid, signedAttrs })],
    })
    await signed.sign(await importKey(createPrivateKey(keyPem)), 0, 'SHA-256', arrayBuffer(content), cryptoEngine)
    const info = new ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) })
    return Buffer.from(info.toSchema().toBER(false))
  }
}

/** ESSCertIDv2 (RFC 5035) with SHA-256, the default, which DER therefore leaves out. */
const signingCertificate = (certificate: X509, der: Buffer): Sequence => {
  const issuer = new Constructed({ idBlock: { tagClass: 3, tagNumber: 4 }, value: [certificate.issuer.toSchema()] })
  const issuerSerial = new Sequence({ value: [new Sequence({ value: [issuer] }), certificate.serialNumber] })
  const id = new Sequence({ value: [new OctetString({ valueHex: sha256(der) }), issuerSerial] })
  return new Sequence({ value: [new Sequence({ value: [id] })] })
}

const importKey = async (key: KeyObject): Promise<CryptoKey> => {
  const algorithm =
    key.asymmetricKeyType === 'ec'
      ? { name: 'ECDSA', namedCurve: 'P-256' }
      : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const der = key.export({ type: 'pkcs8', format: 'der' })
  return (await webcrypto.subtle.importKey('pkcs8', Uint8Array.from(der), algorithm, false, ['sign'])) as CryptoKey
}

/** A copy that owns exactly its bytes: a Buffer is often a window into a larger pool. */
const arrayBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer
const sha256 = (bytes: Uint8Array): ArrayBuffer => arrayBuffer(createHash('sha256').update(bytes).digest())
