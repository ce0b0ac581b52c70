/** A certificate authority for tests, made by openssl: PKCS#12 files as authorities hand them out. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type TestAuthority = {
  /** The root's certificate, DER. */
  root: Buffer
  /** A new key and certificate as PKCS#12. `extra`: lines of openssl's extension section. */
  issue(options: {
    name: string
    password: string
    key?: readonly string[]
    days?: number
    extra?: readonly string[]
    legacy?: boolean
  }): Buffer
}

export const EC_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']

/** In a folder of its own that is gone when `use` ended. */
export const withAuthority = async (use: (authority: TestAuthority) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'nabiz-ca-'))
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  try {
    const root = ['-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Deneme Kök', '-days', '3650', '-noenc']
    openssl('req', '-x509', '-utf8', ...EC_KEY, ...root, '-addext', 'keyUsage=critical,keyCertSign')
    openssl('x509', '-in', 'ca.pem', '-outform', 'DER', '-out', 'ca.der')
    await use({
      root: readFileSync(join(folder, 'ca.der')),
      issue({ name, password, key = EC_KEY, days = 365, extra = [], legacy = false }) {
        openssl(
          'req',
          '-new',
          '-utf8',
          ...key,
          '-noenc',
          '-keyout',
          'own.key',
          '-out',
          'own.csr',
          '-subj',
          `/CN=${name}`,
        )
        const lines = ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature', ...extra]
        writeFileSync(join(folder, 'own.ext'), lines.join('\n'))
        const by = [
          '-CA',
          'ca.pem',
          '-CAkey',
          'ca.key',
          '-CAcreateserial',
          '-days',
          String(days),
          '-extfile',
          'own.ext',
        ]
        openssl('x509', '-req', '-in', 'own.csr', ...by, '-out', 'own.pem')
        const pack = ['-inkey', 'own.key', '-in', 'own.pem', '-certfile', 'ca.pem', '-passout', `pass:${password}`]
        openssl('pkcs12', '-export', ...pack, ...(legacy ? ['-legacy'] : []), '-out', 'own.p12')
        return readFileSync(join(folder, 'own.p12'))
      },
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
