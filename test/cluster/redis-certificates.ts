/** An authority of a test's own and a certificate for 127.0.0.1 that it signed, as files; another authority beside it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Certificates = {
  /** What `redis-server` is told to speak TLS alone, on `port`. */
  settings(port: number): readonly string[]
  /** PEM */
  ca: string
  caFile: string
  /** PEM, of an authority that signed nothing here. */
  stranger: string
  remove(): void
}

const DAY = '1'
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

export const makeCertificates = (): Certificates => {
  const folder = mkdtempSync(join(tmpdir(), 'nabiz-tls-'))
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
  for (const name of ['ca', 'stranger'])
    openssl(
      'req',
      '-x509',
      ...KEY,
      '-days',
      DAY,
      '-subj',
      `/CN=${name}`,
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(name),
    )
  openssl('req', ...KEY, '-subj', '/CN=redis', '-keyout', at('key'), '-out', at('request'))
  writeFileSync(at('names'), 'subjectAltName=IP:127.0.0.1')
  const signing = ['-CA', at('ca'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', DAY, '-extfile', at('names')]
  openssl('x509', '-req', '-in', at('request'), ...signing, '-out', at('certificate'))
  const files = ['--tls-cert-file', at('certificate'), '--tls-key-file', at('key'), '--tls-ca-cert-file', at('ca')]
  return {
    settings: port => ['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no', ...files],
    ca: readFileSync(at('ca'), 'utf8'),
    caFile: at('ca'),
    stranger: readFileSync(at('stranger'), 'utf8'),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
