import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHttp, type TestHttp } from './testing/index.ts'
import { probe } from './testing/probe-application.ts'
import { answersTo, HIDDEN_PATH, ONE_REQUEST, SMUGGLED } from './testing/smuggled-requests.ts'

let world: TestHttp
let port: number
const asked: string[] = []
beforeAll(async () => {
  world = await createTestHttp({ applications: [probe] })
  await world.http.listen({ port: 0, host: '127.0.0.1' })
  world.http.server.on('request', request => asked.push(request.url ?? ''))
  port = (world.http.server.address() as AddressInfo).port
})
afterAll(() => world.close())

test('[S56] a request that can be cut in two places is refused once and its connection closed', async () => {
  for (const [wrong, bytes] of Object.entries(SMUGGLED)) {
    const answers = await answersTo(port, bytes)
    const isRefused = answers.length === 0 || (answers.length === 1 && [400, 413].includes(answers[0]!))
    expect([wrong, isRefused || answers]).toEqual([wrong, true])
  }
  expect(asked).not.toContain(HIDDEN_PATH)
})

test('[S56] a body is no request, whatever stands in it', async () => {
  for (const [what, bytes] of Object.entries(ONE_REQUEST))
    expect([what, (await answersTo(port, bytes)).length]).toEqual([what, 1])
  expect(asked).not.toContain(HIDDEN_PATH)
  // The control: asked for openly it is answered, and two requests have two answers.
  const open = `GET ${HIDDEN_PATH} HTTP/1.1\r\nHost: nabiz.test\r\n\r\n`
  expect(await answersTo(port, open + open)).toEqual([200, 200])
  expect(asked).toContain(HIDDEN_PATH)
})
