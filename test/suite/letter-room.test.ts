/** The room of a letter: who may be in it, and that nobody speaks there. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Letter } from '../../suite/apps/mutabakat/contract/index.ts'
import { type LetterSteps, letterSteps } from './letter-steps.ts'
import type { Person } from './person.ts'
import { startTestSuite, type TestSuite } from './test-suite.ts'
import { openWire } from './wire.ts'

let test: TestSuite
let owner: Person
let other: Person
let steps: LetterSteps
let letter: Letter
beforeAll(async () => {
  test = await startTestSuite()
  owner = await test.signIn()
  other = await test.addCompany('Komşu Ticaret A.Ş.', 'komsu@komsu.example')
  steps = letterSteps({ member: owner, guest: test.stranger(), nextMail: () => Promise.reject(new Error('not here')) })
  letter = await steps.draft()
})
afterAll(() => test.close())

it('[MU152] members of its company enter the room of a letter; nobody else does, and none is made up', async () => {
  await using wire = await openWire(test.url, owner)
  await using foreign = await openWire(test.url, other)
  const room = `mutabakat:${letter.id}`
  expect(await wire.join(room)).toMatchObject({ type: 'room_joined', recovered: 'fresh' })
  expect(await foreign.join(room)).toMatchObject({ type: 'error', code: 'denied' })
  for (const name of ['mutabakat:00000000-0000-7000-8000-000000000000', 'mutabakat:x', `${room}:more`, 'letters:1'])
    expect([name, (await wire.join(name)).type]).toEqual([name, 'error'])
})

it('[MU152] nobody publishes into it', async () => {
  await using wire = await openWire(test.url, owner)
  await wire.join(`mutabakat:${letter.id}`)
  wire.send({ type: 'publish', room: `mutabakat:${letter.id}`, event: 'anything', data: {}, ref: 'p1' })
  const answer = await wire.until('an answer to publish', () =>
    wire.frames.find(frame => 'ref' in frame && frame.ref === 'p1'),
  )
  expect(answer).toMatchObject({ type: 'error', code: 'denied' })
})
