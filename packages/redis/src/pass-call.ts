/** Makes a client's call again, to the node that can answer it, and hands the answer down as it comes. */
import { type Agent, type IncomingHttpHeaders, type IncomingMessage, request as makeRequest } from 'node:http'
import { pipeline } from 'node:stream'
import type { Passed, PassedCall } from '@nabiz/server'

/** Of the client's headers, all that a call means anything by. Its origin was looked at already. */
const UP = ['authorization', 'content-type', 'last-event-id']
/** Of the answer's. What the pages of other origins may read the node that was asked has said. */
const DOWN = [
  'cache-control',
  'content-length',
  'content-type',
  'retry-after',
  'x-accel-buffering',
  'x-content-type-options',
]
/** A node that takes no connection for so long, in ms, is gone. */
const CONNECT_MS = 2_000

export type Way = {
  /** `host:port` */
  readonly address: string
  readonly agent: Agent
  /** What proves this node to the other. */
  readonly proof: Record<string, string>
}

const some = (headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string> => {
  const kept: Record<string, string> = {}
  for (const name of names) if (typeof headers[name] === 'string') kept[name] = headers[name]
  return kept
}

/** `gone`: there was no answer, and nothing was written. */
export const passCall = async (call: PassedCall, way: Way): Promise<Passed> => {
  const outcome = await attempt(call, way)
  // The other end had given up a connection that waited for its next call: it never saw this one.
  return outcome === 'stale' ? passCall(call, way) : outcome
}

const attempt = (call: PassedCall, { address, agent, proof }: Way): Promise<Passed | 'stale'> => {
  const { request, response, body, silent_ms } = call
  if (response.destroyed) return Promise.resolve('passed')
  const { promise, resolve } = Promise.withResolvers<Passed | 'stale'>()
  const { hostname, port } = new URL(`http://${address}`)
  const asked = makeRequest({
    agent,
    port: port || 80,
    method: request.method,
    path: request.url,
    timeout: CONNECT_MS,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    headers: { ...some(request.headers, UP), ...proof, 'content-length': Buffer.byteLength(body) },
  })
  const aborted = () => {
    resolve('passed')
    asked.destroy()
  }
  response.once('close', aborted)
  asked.on('timeout', () => asked.destroy())
  asked.once('socket', socket => {
    const connected = () => void asked.setTimeout(silent_ms)
    if (socket.connecting) socket.once('connect', connected)
    else connected()
  })
  asked.on('error', (error: NodeJS.ErrnoException) => {
    response.off('close', aborted)
    resolve(asked.reusedSocket && error.code === 'ECONNRESET' ? 'stale' : 'gone')
  })
  asked.once('response', (answer: IncomingMessage) => {
    response.off('close', aborted)
    resolve('passed')
    response.writeHead(answer.statusCode!, some(answer.headers, DOWN))
    // Either end that breaks ends the other.
    pipeline(answer, response, () => {})
  })
  asked.end(body)
  return promise
}
