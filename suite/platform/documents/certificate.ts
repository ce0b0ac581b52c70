/** A company's self-made signing certificate (X.509), for the seal on its PDFs until it brings one from an authority. */
import { KeyObject, webcrypto } from 'node:crypto'
import { Set as Asn1Set, BitString, Integer, OctetString, PrintableString, Sequence, Utf8String } from 'asn1js'
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Extension,
  ExtKeyUsage,
  RelativeDistinguishedNames,
  Certificate as X509,
} from 'pkijs'
import { cryptoEngine } from './crypto-engine.ts'

export type CertificateOptions = {
  /** The company's title, in Turkish as it is. */
  organization: string
  /** Tax number (10 or 11 digits); stands as the subject's serialNumber. Anything else is left out. */
  serial_number?: string | null
  city?: string | null
  /** ISO 3166 alpha-2. Default TR. */
  country?: string
  algorithm?: 'P-256' | 'RSA-2048'
  /** Valid from here on. */
  now: Date
  /** Default 5. */
  valid_years?: number
  /** 16 random bytes, the certificate's own number; given so that tests can fix them. */
  serial?: Uint8Array
}

/** `keyPem`: PKCS#8, unencrypted, to be kept encrypted by its owner. `chain`: issuers above it, DER, nearest first. */
export type Certificate = { certDer: Buffer; keyPem: string; chain: Buffer[] }

const OID = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  locality: '2.5.4.7',
  country: '2.5.4.6',
  serialNumber: '2.5.4.5',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extKeyUsage: '2.5.29.37',
  subjectKeyId: '2.5.29.14',
  documentSigning: '1.3.6.1.5.5.7.3.36',
} as const

/** Longest common name X.520 allows; a longer title is cut there and whole in the organization (64 too, cut alike). */
const MAX_NAME_CHARS = 64

export const makeCertificate = async (options: CertificateOptions): Promise<Certificate> => {
  const algorithm =
    options.algorithm === 'RSA-2048'
      ? { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }
      : { name: 'ECDSA', namedCurve: 'P-256' }
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair
  const certificate = new X509()
  certificate.version = 2
  certificate.serialNumber = serialNumber(options.serial ?? webcrypto.getRandomValues(new Uint8Array(16)))
  const names = namesOf(options)
  certificate.subject = names
  certificate.issuer = names
  certificate.notBefore.value = options.now
  certificate.notAfter.value = yearsAfter(options.now, options.valid_years ?? 5)
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey as CryptoKey, cryptoEngine)
  certificate.extensions = await extensionsOf(certificate)
  await certificate.sign(keys.privateKey as CryptoKey, 'SHA-256', cryptoEngine)
  const keyPem = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }) as string
  return { certDer: Buffer.from(certificate.toSchema(true).toBER(false)), keyPem, chain: [] }
}

const yearsAfter = (start: Date, years: number): Date => {
  const end = new Date(start)
  end.setUTCFullYear(end.getUTCFullYear() + years)
  return end
}

/** Positive and without leading zero bytes, as DER wants its integers. */
const serialNumber = (bytes: Uint8Array): Integer => {
  const value = Uint8Array.from(bytes.subarray(0, 16))
  value[0] = (value[0]! & 0x7f) | 0x40
  return new Integer({ valueHex: value.buffer })
}

/** UTF8String for what people wrote: as PrintableString "Çağ Tekstil Ltd. Şti." would lose its letters. */
const namesOf = (subject: CertificateOptions): RelativeDistinguishedNames => {
  const title = subject.organization
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME_CHARS)
  const text = (type: string, value: string) => new AttributeTypeAndValue({ type, value: new Utf8String({ value }) })
  const code = (type: string, value: string) =>
    new AttributeTypeAndValue({ type, value: new PrintableString({ value }) })
  return inOrder([
    code(OID.country, subject.country ?? 'TR'),
    ...(subject.city ? [text(OID.locality, subject.city.slice(0, MAX_NAME_CHARS))] : []),
    text(OID.organization, title),
    text(OID.commonName, title),
    ...(subject.serial_number && /^[0-9]{10,11}$/.test(subject.serial_number)
      ? [code(OID.serialNumber, subject.serial_number)]
      : []),
  ])
}

/** One set for each name, as everybody writes it; pkijs by itself puts all of them into one set (C=TR + O=… + CN=…). */
const inOrder = (typesAndValues: AttributeTypeAndValue[]): RelativeDistinguishedNames => {
  const sets = typesAndValues.map(name => new Asn1Set({ value: [name.toSchema()] }))
  return new RelativeDistinguishedNames({ typesAndValues, valueBeforeDecode: new Sequence({ value: sets }).toBER() })
}

const extensionsOf = async (certificate: X509): Promise<Extension[]> => {
  const publicKey = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView
  const keyId = await webcrypto.subtle.digest('SHA-1', Uint8Array.from(publicKey))
  const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }) =>
    new Extension({ extnID, critical, extnValue: value.toBER() })
  return [
    extension(OID.basicConstraints, true, new BasicConstraints({ cA: false }).toSchema()),
    // digitalSignature and contentCommitment (non-repudiation): bits 0 and 1, six bits unused.
    extension(OID.keyUsage, true, new BitString({ valueHex: Uint8Array.of(0xc0).buffer, unusedBits: 6 })),
    extension(OID.extKeyUsage, false, new ExtKeyUsage({ keyPurposes: [OID.documentSigning] }).toSchema()),
    extension(OID.subjectKeyId, false, new OctetString({ valueHex: keyId })),
  ]
}
