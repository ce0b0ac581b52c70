/** Lets pkijs use Node's own WebCrypto. */
import { webcrypto } from 'node:crypto'
import { CryptoEngine } from 'pkijs'

/** Handed to each call, so that nothing global is set. */
export const cryptoEngine = new CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto })
