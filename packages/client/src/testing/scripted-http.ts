/** An HTTP server for tests that answers each call as a test tells it to, for exact timing of faults. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RoomEvent, ServerFrame } from '@nabiz/protocol'

export type Exchange = {
  method: string
  path: string
  query: Record<string, string>
  token: string | undefined
  /** The frames of the body. */
  frames: Record<string, unknown>[]
  answer(status: number, body?: unknown): void
  /** Answers with a stream that stays open, and says these frames. */
  say(...frames: (ServerFrame | RoomEvent)[]): void
  /** Raw text into the stream. */
  text(text: string | Uint8Array): void
  end(): void
  /** Cuts the socket without a word. */
  cut(): void
  closed: Promise<unknown>
}

export type ScriptedHttp = {
  url: string
  /** The next call of this method and path that was not taken yet. */
  next(call: `${string} ${string}`): Promise<Exchange>
  /** All calls so far, as `POST send`. */
  calls: string[]
  stop(): Promise<void>
}

const exchangeOf = async (request: IncomingMessage, response: ServerResponse): Promise<Exchange> => {
  const url = new URL(request.url!, 'http://here')
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  const open = () => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' })
  }
  return {
    method: request.method!,
    path: url.pathname.replace(/^\/ws\/?/, ''),
    query: Object.fromEntries(url.searchParams),
    token: request.headers.authorization,
    frames: body.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line)])),
    answer: (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(body === undefined ? undefined : JSON.stringify(body))
    },
    say: (...frames) => {
      open()
      for (const frame of frames) response.write(`data: ${JSON.stringify(frame)}\n\n`)
    },
    text: text => {
      open()
      response.write(text)
    },
    end: () => response.end(),
    cut: () => request.socket.destroy(),
    closed: once(response, 'close'),
  }
}

export const createScriptedHttp = async (): Promise<ScriptedHttp> => {
  const kept: Exchange[] = []
  const takers: { call: string; take: (exchange: Exchange) => void }[] = []
  const calls: string[] = []
  const server = createServer(async (request, response) => {
    const exchange = await exchangeOf(request, response).catch(() => null)
    if (!exchange) return
    const call = `${exchange.method} ${exchange.path}`
    calls.push(call)
    const at = takers.findIndex(taker => taker.call === call)
    if (at < 0) kept.push(exchange)
    else takers.splice(at, 1)[0]!.take(exchange)
  })
  server.on('upgrade', (_, socket) => socket.destroy())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ws`,
    calls,
    next: call => {
      const at = kept.findIndex(exchange => `${exchange.method} ${exchange.path}` === call)
      if (at >= 0) return Promise.resolve(kept.splice(at, 1)[0]!)
      return new Promise(take => takers.push({ call, take }))
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise(done => server.close(done))
    },
  }
}
