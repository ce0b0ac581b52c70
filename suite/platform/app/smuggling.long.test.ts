import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestHttp, type TestHttp } from './testing/index.ts'
import { probe } from './testing/probe-application.ts'
import { answersTo, HIDDEN_PATH, ONE_REQUEST, SMUGGLED } from './testing/smuggled-requests.ts'
import { startProxy, type TestProxy } from './testing/start-proxy.ts'

let world: TestHttp
let to: number
const asked: string[] = []
beforeAll(async () => {
  world = await createTestHttp({ applications: [probe], config: { trustedProxies: 1 } })
  await world.http.listen({ port: 0, host: '127.0.0.1' })
  world.http.server.on('request', request => asked.push(request.url ?? ''))
  to = (world.http.server.address() as AddressInfo).port
})
afterAll(() => world.close())

describe.each(['nginx', 'haproxy'] as const)('behind %s', name => {
  let proxy: TestProxy
  beforeAll(async () => {
    proxy = await startProxy(name, to)
  })
  afterAll(() => proxy.stop())

  test('[S56] the proxy and we count the same requests in what can be cut in two places', async () => {
    for (const [wrong, bytes] of Object.entries(SMUGGLED)) {
      const before = asked.length
      const answers = await answersTo(proxy.port, bytes)
      // A proxy may mend what it was sent, and hand on two requests as two. One that it takes for one must stay one.
      const through = asked.slice(before)
      expect([wrong, through.length <= answers.length || { through, answers }]).toEqual([wrong, true])
      // The connections the proxy keeps to us are clean: the next person gets their own answer.
      expect([wrong, await answersTo(proxy.port, 'GET /health HTTP/1.1\r\nHost: a.test\r\n\r\n')]).toEqual([
        wrong,
        [200],
      ])
    }
  })

  test('[S56] a body is no request there either; two requests have two answers', async () => {
    const before = asked.length
    for (const [what, bytes] of Object.entries(ONE_REQUEST))
      expect([what, (await answersTo(proxy.port, bytes)).length]).toEqual([what, 1])
    expect(asked.slice(before)).not.toContain(HIDDEN_PATH)
    const open = 'GET /health HTTP/1.1\r\nHost: nabiz.test\r\n\r\n'
    expect(await answersTo(proxy.port, open + open)).toEqual([200, 200])
  })
})
