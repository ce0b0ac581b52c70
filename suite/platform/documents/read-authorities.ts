/** The trust list: certificates of authorities, put into a folder by who runs the installation. */
import { X509Certificate } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FILE = /\.(?:pem|crt|cer|der)$/i
const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** PEM (several in a file) or DER. No folder: an empty list. Throws with the file's name for one that cannot be read. */
export const readAuthorities = (folder: string): X509Certificate[] => {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter(name => FILE.test(name))
    .sort()
    .flatMap(name => {
      const bytes = readFileSync(join(folder, name))
      const blocks = bytes.toString('latin1').match(BLOCK)
      try {
        return blocks ? blocks.map(block => new X509Certificate(block)) : [new X509Certificate(bytes)]
      } catch (cause) {
        throw new Error(`${name} in the trust list is no certificate`, { cause })
      }
    })
}
