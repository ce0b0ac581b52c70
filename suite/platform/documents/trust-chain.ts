/** Follows a signer's certificate up to one that is trusted. Nothing is asked of the network: no revocation. */
import type { X509Certificate } from 'node:crypto'

export type ChainVerdict = 'pinned' | 'trusted' | 'untrusted' | 'unchecked'

export type Trust = {
  /** Certificates of authorities the installation trusts. Empty: chains are not checked. */
  authorities: readonly X509Certificate[]
  /** SHA-256 (hex) of signers that are known themselves. */
  pinned: ReadonlySet<string>
}

const MAX_CHAIN = 6

export const isInForce = (certificate: X509Certificate, at: Date): boolean =>
  new Date(certificate.validFrom) <= at && at <= new Date(certificate.validTo)

const issued = (certificate: X509Certificate, by: X509Certificate): boolean =>
  by.ca && certificate.checkIssued(by) && certificate.verify(by.publicKey)

/** Everything on the way must be in force `at`, the claimed time of signing. `others`: what came with the signature. */
export const judgeChain = (
  signer: X509Certificate,
  others: readonly X509Certificate[],
  trust: Trust,
  at: Date,
): ChainVerdict => {
  if (trust.pinned.has(fingerprint(signer))) return 'pinned'
  if (trust.authorities.length === 0) return 'unchecked'
  let current = signer
  for (let step = 0; step < MAX_CHAIN; step++) {
    if (!isInForce(current, at)) return 'untrusted'
    const anchor = trust.authorities.find(authority => issued(current, authority) && isInForce(authority, at))
    if (anchor) return 'trusted'
    const next = others.find(other => !other.raw.equals(current.raw) && issued(current, other))
    if (!next) return 'untrusted'
    current = next
  }
  return 'untrusted'
}

/** SHA-256 of the certificate, hex in lower case. */
export const fingerprint = (certificate: X509Certificate): string =>
  certificate.fingerprint256.replaceAll(':', '').toLowerCase()
