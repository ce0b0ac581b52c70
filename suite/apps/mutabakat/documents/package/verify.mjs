/** Checks this package offline: `node verify.mjs` in the unpacked folder, Node 20 or newer, nothing to install. */
import { createHash, verify, X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const read = name => readFileSync(join(here, name))
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex')
const problems = []
const OUTSIDE = new Set(['manifest.json', 'manifest.sig', 'certificate.pem'])

/** Every file below the folder, as the manifest names it. */
const filesIn = folder =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory()
      ? filesIn(join(folder, entry.name))
      : [relative(here, join(folder, entry.name)).split(sep).join('/')],
  )

const manifestBytes = read('manifest.json')
const manifest = JSON.parse(manifestBytes)
const certificate = new X509Certificate(read('certificate.pem'))
const signature = Buffer.from(read('manifest.sig').toString(), 'base64')
if (!verify('sha256', manifestBytes, certificate.publicKey, signature))
  problems.push('manifest.json: its signature does not hold')

const present = new Set(filesIn(here).filter(name => !OUTSIDE.has(name)))
for (const { name, sha256: expected } of manifest.files) {
  if (!present.delete(name)) problems.push(`${name}: missing`)
  else if (sha256(read(name)) !== expected) problems.push(`${name}: changed`)
}
for (const name of present) problems.push(`${name}: not part of the package`)

/** The rules of the chain stand in README; what was erased with a person is null, and its fingerprint is still tied. */
const chainFault = letter => {
  let previous = sha256(letter.id)
  const facts = JSON.parse(read(`${letter.folder}/evidence.json`))
  for (const [index, fact] of facts.entries()) {
    const line = [previous, index + 1, fact.fact, fact.at, fact.link_id ?? '-', fact.detail_sha256]
    const hash = sha256([...line, fact.text_sha256 ?? '-', fact.document_sha256 ?? '-'].join('\n'))
    if (fact.seq !== index + 1 || fact.prev_hash !== previous || fact.hash !== hash) return `fact ${index + 1}`
    if (fact.detail !== null) {
      const members = Object.entries(fact.detail).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      if (sha256((fact.salt ?? '') + JSON.stringify(Object.fromEntries(members))) !== fact.detail_sha256)
        return `detail of fact ${index + 1}`
    }
    previous = hash
  }
  return facts.length === letter.evidence_length && (letter.evidence_head ?? previous) === previous ? null : 'its end'
}
for (const letter of manifest.letters) {
  try {
    const fault = chainFault(letter)
    if (fault) problems.push(`${letter.folder}/evidence.json: ${fault} does not hold`)
  } catch (error) {
    problems.push(`${letter.folder}/evidence.json: ${error.message}`)
  }
}

console.log(`${manifest.company.title}: ${manifest.letters.length} letters, ${manifest.files.length} files`)
console.log(
  `signed by ${certificate.subject.split('\n').join(', ')}\nSHA-256 of the certificate: ${certificate.fingerprint256}`,
)
for (const problem of problems) console.log(`NOT VALID  ${problem}`)
console.log(problems.length === 0 ? 'VALID: every file is as it was signed.' : `${problems.length} problems.`)
process.exitCode = problems.length === 0 ? 0 : 1
