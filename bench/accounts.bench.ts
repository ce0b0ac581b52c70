/** Getting in and being known: sign-ins, session checks and connection tokens a second, over HTTP, by many browsers at once. */
import { parseArgs } from 'node:util'
import { spreadOf } from './report/percentiles.ts'
import { printFigure, printSpread, printTitle } from './report/print-report.ts'
import { readSample, signIn } from './suite/member.ts'
import { startSuiteProcess } from './suite/suite-process.ts'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' }, browsers: { type: 'string', default: '16' } },
})
const [seconds, browsers] = [Number(values.seconds), Number(values.browsers)]

let asked = 0
/** Limits count by source, so every request comes from another one: what is measured is the work, not the refusal. */
const otherSource = (): Record<string, string> => {
  asked += 1
  return { 'x-forwarded-for': `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}` }
}

/** Each browser asks again as soon as it was answered. Throws when an answer is not 200. */
const measure = async (name: string, ask: () => Promise<Response>): Promise<void> => {
  const took: number[] = []
  const ends = performance.now() + seconds * 1000
  const browse = async () => {
    while (performance.now() < ends) {
      const started = performance.now()
      const answer = await ask()
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}`)
      took.push(performance.now() - started)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: browsers }, browse))
  printFigure(name, took.length / ((performance.now() - started) / 1000), '/s')
  printSpread('', spreadOf(took))
}

printTitle(`accounts: ${browsers} browsers at once, ${seconds} s each`)
await using suite = await startSuiteProcess({ env: { TRUSTED_PROXIES: '1' } })
const { url } = suite
const sample = JSON.stringify(await readSample(url))
const cookie = (await signIn(url)).cookies.join('; ')
const json = { 'content-type': 'application/json', origin: url }

await measure('sign-ins', () =>
  fetch(`${url}/api/auth/sign-in/email`, { method: 'POST', headers: { ...json, ...otherSource() }, body: sample }),
)
await measure('session checks', () => fetch(`${url}/api/auth/get-session`, { headers: { cookie, ...otherSource() } }))
await measure('connection tokens', () =>
  fetch(`${url}/api/rt/token`, { method: 'POST', headers: { origin: url, cookie, ...otherSource() } }),
)
