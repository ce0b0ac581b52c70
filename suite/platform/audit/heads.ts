/** Signed ends of chains, kept in a file beside the database: whoever rewrites the log would have to rewrite these too. */
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The end of one chain at one time: its length and the fingerprint of its last record. */
export type Head = { company_id: string; position: string; hash: string; at: string }
export type SignedHead = Head & { signature: string }

export type Heads = {
  sign(head: Head): SignedHead
  /** Whether the signature is ours. */
  isOurs(head: SignedHead): boolean
  /** Appends it to the file of its chain, safe on disk when it resolves. */
  keep(head: SignedHead): Promise<void>
  /** The heads in the file of a chain, oldest first. A line that is none counts as a head nobody signed. */
  kept(company_id: string): Promise<SignedHead[]>
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

const textOf = ({ company_id, position, hash, at }: Head): Buffer =>
  Buffer.from(['nabiz audit head', company_id, position, hash, at].join('\n'))

const readLine = (line: string): SignedHead => {
  try {
    const head = JSON.parse(line) as SignedHead
    if (typeof head.hash === 'string' && /^\d{1,18}$/.test(head.position) && typeof head.signature === 'string')
      return head
  } catch {
    // Not JSON: judged below like any other line that we did not write.
  }
  return { company_id: '', position: '0', hash: '', at: '', signature: '' }
}

/** `seed`: 32 bytes of the installation, not in the database. Files are `{folder}/{company_id}.jsonl`. */
export const createHeads = (options: { folder: string; seed: Buffer }): Heads => {
  const { folder } = options
  const key: KeyObject = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, options.seed]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = createPublicKey(key)
  const fileOf = (company_id: string) => join(folder, `${company_id}.jsonl`)
  return {
    sign: head => ({ ...head, signature: sign(null, textOf(head), key).toString('base64') }),
    isOurs: head => verify(null, textOf(head), publicKey, Buffer.from(head.signature, 'base64')),
    async keep(head) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const file = await open(fileOf(head.company_id), 'a', 0o600)
      try {
        await file.appendFile(`${JSON.stringify(head)}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
    },
    async kept(company_id) {
      const text = await readFile(fileOf(company_id), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return ''
        throw error
      })
      return text
        .split('\n')
        .filter(line => line !== '')
        .map(readLine)
    },
  }
}
