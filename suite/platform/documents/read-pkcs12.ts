/** Reads a company's certificate and key out of a PKCS#12 file, and refuses what should not seal anything. */
import { createPrivateKey, type KeyObject, webcrypto, X509Certificate } from 'node:crypto'
import {
  CertBag,
  CryptoEngine,
  PBES2Params,
  PBKDF2Params,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  type SafeBag,
  type SafeContents,
} from 'pkijs'
import type { Certificate } from './certificate.ts'
import { isInForce } from './trust-chain.ts'

/**
 * `unreadable`: no PKCS#12, or an encryption from before 2010 (RC2, 3DES). `password_wrong`. `no_key`: not exactly one
 * key with its certificate. `key_weak`: RSA below 2048 bits, or a curve other than P-256. `not_in_force`: ended, or not
 * begun. `not_for_signing`: an authority's own certificate.
 */
export type Pkcs12Problem = 'unreadable' | 'password_wrong' | 'no_key' | 'key_weak' | 'not_in_force' | 'not_for_signing'

export type Pkcs12Reading = { ok: true; certificate: Certificate } | { ok: false; problem: Pkcs12Problem }

/** Rounds a password is stretched by: more than this is no protection but an attack on who opens it. */
const MAX_ROUNDS = 2_000_000
const MAX_MAC_ROUNDS = 200_000
const MAX_ISSUERS = 5

/** `password`: Latin letters and signs, as the standard's own check of it knows no others. */
export const readPkcs12 = async (bytes: Buffer, password: string, now: Date): Promise<Pkcs12Reading> => {
  const secret = arrayBuffer(Buffer.from(password, 'utf8'))
  let bags: SafeBag[]
  try {
    const pfx = PFX.fromBER(arrayBuffer(bytes))
    if ((pfx.macData?.iterations ?? 0) > MAX_MAC_ROUNDS) return { ok: false, problem: 'unreadable' }
    bags = await openBags(pfx, secret)
  } catch (error) {
    const wrong = error instanceof Error && /integrity|decrypt/i.test(error.message)
    return { ok: false, problem: wrong ? 'password_wrong' : 'unreadable' }
  }
  return choose(bags, now)
}

/** pkijs derives keys without a limit; this one looks first. */
class PatientEngine extends CryptoEngine {
  override decryptEncryptedContentInfo(
    parameters: Parameters<CryptoEngine['decryptEncryptedContentInfo']>[0],
  ): Promise<ArrayBuffer> {
    const scheme = new PBES2Params({
      schema: parameters.encryptedContentInfo.contentEncryptionAlgorithm.algorithmParams,
    })
    const rounds = new PBKDF2Params({ schema: scheme.keyDerivationFunc.algorithmParams })
    if (rounds.iterationCount > MAX_ROUNDS) throw new TypeError('too many rounds')
    return super.decryptEncryptedContentInfo(parameters)
  }
}
const engine = new PatientEngine({ name: 'node', crypto: webcrypto as unknown as Crypto })

const openBags = async (pfx: PFX, password: ArrayBuffer): Promise<SafeBag[]> => {
  await pfx.parseInternalValues({ checkIntegrity: true, password }, engine)
  const safe = pfx.parsedValue!.authenticatedSafe!
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) }, engine)
  const contents = (safe.parsedValue.safeContents as { value: SafeContents }[]).map(one => one.value)
  const bags = contents.flatMap(one => one.safeBags)
  for (const { bagValue } of bags)
    if (bagValue instanceof PKCS8ShroudedKeyBag)
      await (
        bagValue as unknown as { parseInternalValues(p: object, e: CryptoEngine): Promise<void> }
      ).parseInternalValues({ password }, engine)
  return bags
}

const keyOf = ({ bagValue }: SafeBag): KeyObject[] => {
  const info = bagValue instanceof PKCS8ShroudedKeyBag ? bagValue.parsedValue : bagValue
  if (!(info instanceof PrivateKeyInfo)) return []
  return [createPrivateKey({ key: Buffer.from(info.toSchema().toBER(false)), format: 'der', type: 'pkcs8' })]
}

const certificateOf = ({ bagValue }: SafeBag): X509Certificate[] => {
  if (!(bagValue instanceof CertBag)) return []
  const value = bagValue.parsedValue as { toSchema?(): { toBER(size: boolean): ArrayBuffer } } | undefined
  return value?.toSchema ? [new X509Certificate(Buffer.from(value.toSchema().toBER(false)))] : []
}

const choose = (bags: readonly SafeBag[], now: Date): Pkcs12Reading => {
  const keys = bags.flatMap(keyOf)
  const certificates = bags.flatMap(certificateOf)
  const [key] = keys
  const own = key && keys.length === 1 ? certificates.find(one => one.checkPrivateKey(key)) : undefined
  if (!key || !own) return { ok: false, problem: 'no_key' }
  if (!isStrong(key)) return { ok: false, problem: 'key_weak' }
  if (own.ca) return { ok: false, problem: 'not_for_signing' }
  if (!isInForce(own, now)) return { ok: false, problem: 'not_in_force' }
  return {
    ok: true,
    certificate: {
      certDer: own.raw,
      keyPem: key.export({ type: 'pkcs8', format: 'pem' }) as string,
      chain: chainOf(own, certificates).map(one => one.raw),
    },
  }
}

const isStrong = (key: KeyObject): boolean => {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {}
  return key.asymmetricKeyType === 'rsa'
    ? modulusLength >= 2048
    : key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1'
}

/** The issuers above a certificate, nearest first; what else lay in the file is left out. */
const chainOf = (own: X509Certificate, all: readonly X509Certificate[]): X509Certificate[] => {
  const chain: X509Certificate[] = []
  for (let current = own; chain.length < MAX_ISSUERS; ) {
    const issuer = all.find(
      one => one.ca && !one.raw.equals(current.raw) && current.checkIssued(one) && current.verify(one.publicKey),
    )
    if (!issuer) break
    chain.push(issuer)
    current = issuer
  }
  return chain
}

const arrayBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer
