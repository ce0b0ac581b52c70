/** Every transport through nginx and haproxy as docs/engine/proxies.md sets them up. */
import { once } from 'node:events'
import { createServer as createHttp, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCoreClient, longPoll, sse, type Transport, webSocket } from '@nabiz/client'
import { type AuditRecord, ConnectRefused, createServer, type Identity } from '@nabiz/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { PROXIES, startProxy } from './start-proxy.ts'

/** An engine that believes one proxy, and the port of that proxy. */
const stand = async (name: (typeof PROXIES)[number]) => {
  const audited: AuditRecord[] = []
  const server = createServer({
    authenticate: async (token): Promise<Identity> => {
      if (token === 'bad') throw new ConnectRefused(4500, 'bad')
      return { user_id: '5', rooms: ['*'], publish: ['*'], issued_at: 1 }
    },
    trustedProxies: 1,
    audit: record => audited.push(record),
  })
  const http = createHttp((_, response) => void response.writeHead(404).end())
  server.attach(http)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const proxy = await startProxy(name, (http.address() as AddressInfo).port)
  onTestFinished(async () => {
    await server.close()
    http.close()
    http.closeAllConnections()
    await proxy[Symbol.asyncDispose]()
  })
  return { server, audited, url: `http://127.0.0.1:${proxy.port}` }
}

describe.each(PROXIES)('behind %s', name => {
  test.each<Transport>([webSocket, sse, longPoll])(
    '[W135] [W60] over $name: heard at once, asked, answered, come back',
    async transport => {
      const { server, url } = await stand(name)
      const client = createCoreClient({ url, token: () => 't', transports: [transport], backoff: () => 0 })
      onTestFinished(() => client.close())
      const heard: unknown[] = []
      const room = client.join('r')
      room.on('x', ({ data }) => heard.push(data))
      client.connect()
      await expect.poll(() => room.state.status).toBe('joined')
      expect(client.status.transport).toBe(transport.name)
      await server.publish('r', 'x', 1)
      // Nothing follows it: a proxy that gathers would keep it.
      await expect.poll(() => heard).toEqual([1])
      expect(await client.publish('r', 'x', 2)).toMatchObject({ offset: 2 })
      await expect(client.request('nothing', 1)).rejects.toMatchObject({ code: 'unknown_request' })
      expect(await server.disconnect({ user_id: '5' })).toBe(1)
      await server.publish('r', 'x', 3)
      await expect.poll(() => heard).toEqual([1, 2, 3])
    },
  )

  test('[W135] [W70] a plain EventSource hears what is published', async () => {
    const { server, url } = await stand(name)
    const headers = { authorization: 'Bearer t', 'content-type': 'application/json' }
    const body = JSON.stringify({ type: 'connect', token: 't', version: 1, rooms: { r: null } })
    const bought = await fetch(`${url}/ws/ticket`, { method: 'POST', headers, body })
    const { ticket } = (await bought.json()) as { ticket: string }
    const stream = await fetch(`${url}/ws/sse?ticket=${ticket}`)
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    let text = ''
    const reading = (async () => {
      for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) text += chunk
    })()
    await expect.poll(() => text).toContain('room_joined')
    await server.publish('r', 'x', 'heard')
    await expect.poll(() => text).toContain('"heard"')
    await server.disconnect({ user_id: '5' }, { revoke: true })
    await reading
  })

  test('[W135] [W7] a page of the host that the browser named may connect, another may not', async () => {
    const { url } = await stand(name)
    const opened = async (origin: string) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, { origin })
      const said = await Promise.race([
        once(socket, 'open').then(() => 101),
        once(socket, 'unexpected-response').then(([, response]) => (response as { statusCode: number }).statusCode),
      ])
      socket.terminate()
      return said
    }
    expect([await opened(url), await opened('http://evil.example')]).toEqual([101, 403])
  })

  test('[W135] [W75] [S5] an address is who spoke to the proxy, and not who it claims to be', async () => {
    const { audited, url } = await stand(name)
    const headers = { authorization: 'Bearer bad', 'x-forwarded-for': '203.0.113.7' }
    const call = get(`${url}/ws/poll?session=s&ack=0`, { headers, localAddress: '127.0.0.9', agent: false })
    const [response] = (await once(call, 'response')) as [{ statusCode: number; resume(): void }]
    response.resume()
    expect(response.statusCode).toBe(401)
    expect(audited).toMatchObject([{ kind: 'call_refused', address: '127.0.0.9' }])
  })
})
