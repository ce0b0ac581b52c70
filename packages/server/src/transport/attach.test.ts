import { once } from 'node:events'
import { createServer as createHttp, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createServer } from '../server.ts'
import { answerOf, callHttp, textOf } from '../testing/http-call.ts'
import { startServer, tokenOf } from '../testing/start-server.ts'

const listen = async (http: Server): Promise<string> => {
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`
}

test('[W74] an application keeps its addresses, also after the engine closed', async () => {
  const server = createServer({ authenticate: async token => JSON.parse(token) })
  const http = createHttp((request, response) => response.end(`own ${request.url}`))
  server.attach(http, { path: '/live' })
  const url = await listen(http)
  const read = async (path: string) => textOf(await callHttp(`${url}${path}`))
  try {
    expect(await read('/')).toBe('own /')
    expect(await read('/lively')).toBe('own /lively')
    expect(await read('/%6Cive/sse')).toBe('own /%6Cive/sse')
    expect((await answerOf(`${url}/live/nothing`)).status).toBe(404)
    expect((await answerOf(`${url}/live/poll?session=s&ack=0`)).status).toBe(401)
    await server.close()
    expect(await read('/live/nothing')).toBe('own /live/nothing')
    expect(http.listenerCount('request')).toBe(1)
  } finally {
    http.close()
    http.closeAllConnections()
  }
})

test('[W74] transports that are switched off are not there', async () => {
  const token = tokenOf()
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ type: 'connect', token, version: 1 })
  const statuses = async (url: string) => {
    const paths = [
      ['POST', '/sse'],
      ['POST', '/ticket'],
      ['POST', '/send'],
      ['GET', '/poll?session=s&ack=0'],
      ['GET', ''],
    ]
    const all: (number | undefined)[] = []
    for (const [method, path] of paths) {
      const response = await callHttp(`${url.replace(/^ws/, 'http')}${path}`, {
        method: method!,
        headers,
        body: method === 'POST' ? body : '',
      })
      all.push(response.statusCode)
      response.destroy()
    }
    return all
  }
  await using one = await startServer({ transports: ['sse'] })
  expect(await statuses(one.url)).toEqual([200, 200, 404, 404, 404])
  await expect(one.open()).rejects.toThrow('HTTP 404')
  await using two = await startServer({ transports: ['websocket', 'poll'] })
  expect(await statuses(two.url)).toEqual([404, 404, 200, 410, 426])
  await two.connect()
})
