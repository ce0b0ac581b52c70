/** The key pair by which push services know this installation (RFC 8292): P-256, given by options or made from a kept secret. */
import { createECDH } from 'node:crypto'

export type VapidKeys = {
  /** Uncompressed point, base64url: `applicationServerKey` of a browser. */
  publicKey: string
  /** 32 bytes, base64url. */
  privateKey: string
}

/** Any 32 random bytes are a private key; the chance that they are not is one in four thousand million. */
export const vapidFromSecret = (secret: Buffer): VapidKeys => ({
  publicKey: publicKeyOf(secret).toString('base64url'),
  privateKey: secret.toString('base64url'),
})

/** Were the two no pair, every browser would subscribe to a key that nothing is signed with. */
export const isVapidPair = (keys: VapidKeys): boolean => {
  const privateKey = Buffer.from(keys.privateKey, 'base64url')
  try {
    return privateKey.length === 32 && publicKeyOf(privateKey).equals(Buffer.from(keys.publicKey, 'base64url'))
  } catch {
    return false
  }
}

const publicKeyOf = (privateKey: Buffer): Buffer => {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey)
  return pair.getPublicKey()
}
