import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, type TestHttp, type TestPerson } from '../app/testing/index.ts'
import { freshIp } from './testing/account-steps.ts'

const SAMPLES = 200
const WITHIN_MS = 5

let world: TestHttp
let person: TestPerson
beforeAll(async () => {
  world = await createTestHttp({ config: { signUp: 'open' } })
  person = await world.addPerson()
})
afterAll(() => world.close())

const quantile = (sorted: number[], part: number) => sorted[Math.floor(part * sorted.length)]!

/** The median, and its standard error: on a machine that does something else the spread alone moves medians apart. */
const middle = (times: number[]) => {
  const sorted = times.toSorted((a, b) => a - b)
  const deviation = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.349
  return { median: quantile(sorted, 0.5), error: (1.253 * deviation) / Math.sqrt(sorted.length) }
}

type Pair = { known: string; unknown: string }
const samePair = async (): Promise<Pair> => ({ known: person.email, unknown: 'kimse-bilmez@ornek.example' })

/** Asks about both addresses in turn; everything but the time and what is new in each answer has to be one text. */
const compare = async (
  ask: (email: string) => Promise<{ status: number; text: string }>,
  {
    nextPair = samePair,
    pause_ms = 21 * 60_000,
  }: { nextPair?: (round: number) => Promise<Pair>; pause_ms?: number } = {},
) => {
  const times: Record<keyof Pair, number[]> = { known: [], unknown: [] }
  const answers = new Set<string>()
  for (let round = 0; round < SAMPLES; round += 1) {
    const pair = await nextPair(round)
    for (const kind of round % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
      const started = performance.now()
      const { status, text } = await ask(pair[kind])
      times[kind].push(performance.now() - started)
      const plain = text.replace(/"(request_id|id|created_at|expires_at)":"[^"]+"/g, '').replaceAll(pair[kind], '')
      answers.add(`${status} ${plain}`)
    }
    // Three mails an hour are within the limits of an address: what is measured is the whole work.
    world.advance(pause_ms)
  }
  expect([...answers]).toHaveLength(1)
  const [known, unknown] = [middle(times.known), middle(times.unknown)]
  const noise = 2 * Math.hypot(known.error, unknown.error)
  expect(Math.abs(known.median - unknown.median)).toBeLessThan(WITHIN_MS + noise)
}

const post = (url: string, body: object) => world.guest(freshIp()).call('POST', url, { body })

test('[S32] inviting an address that is nobody of the company', async () => {
  const { owner } = await world.addCompany()
  await compare(email => owner.call('POST', '/api/invitations', { body: { email, role: 'member' } }), {
    nextPair: async round => ({ known: (await world.addPerson()).email, unknown: `kimse-${round}@ornek.example` }),
    pause_ms: 60_000,
  })
})

test('[S32] signing in with a wrong password', () =>
  compare(email => post('/api/auth/sign-in/email', { email, password: 'a-wrong-password' })))

test('[S32] a forgotten password', () => compare(email => post('/api/auth/forgot-password', { email })))

test('[S32] signing up', () => compare(email => post('/api/auth/sign-up', { email })))
