/** Sends hostile messages to a server in its own process and checks every answer. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect as dial } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { WebSocket } from 'ws'
import { ChildServer } from '../faults/server/child-server.ts'
import { hostileBytes, hostileText } from './hostile-input.ts'
import { illegal, legalClose } from './legal-frame.ts'

const TOKEN = JSON.stringify({ user_id: 'fuzz', issued_at: 0 })
const BATCH = 50
/**
 * Small stores, full after a tenth of the cases, so that memory that keeps growing is a leak and no history. What they
 * take is more than their budget: a short event that is kept can hold a whole slab (8 KiB) of Node's pool of buffers.
 */
const LIMITS = {
  historyBudgetBytes: 1e6,
  keyMemoryBytes: 4e6,
  historyBytes: 1e6,
  refusalsBeforeClose: 1e9,
  graceMs: 200,
}

export type FuzzReport = {
  cases: number
  frames: number
  errors: number
  closes: number
  /** Bytes of the server's process, after a tenth of the cases and at the end. */
  rssEarly: number
  rssLate: number
  faults: string[]
  polluted: boolean
}

export class FuzzTarget {
  readonly server: ChildServer
  readonly faults: string[] = []
  readonly #folder = mkdtempSync(join(tmpdir(), 'nabiz-fuzz-'))
  #ended = false

  constructor() {
    this.server = new ChildServer({
      folder: this.#folder,
      limits: LIMITS,
      onFault: what => this.faults.push(what),
      onExit: how => {
        if (!this.#ended) this.faults.push(`the server ended with ${how}`)
      },
    })
  }

  static async start(): Promise<FuzzTarget> {
    const target = new FuzzTarget()
    await target.server.start()
    return target
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true
    await this.server.end('SIGKILL')
    rmSync(this.#folder, { recursive: true })
  }
}

/** A connection that checks what it hears, and is opened again when the server had enough of it. */
class Attacker {
  frames = 0
  errors = 0
  closes = 0
  readonly #port: number
  readonly #joined: boolean
  #ws: WebSocket | null = null
  #wrong: string | null = null
  #pongs = 0
  #next: () => void = () => {}

  constructor(port: number, joined: boolean) {
    this.#port = port
    this.#joined = joined
  }

  /** Sends all, then asks for life; resolves when it was answered or the connection closed for a legal reason. */
  async send(texts: readonly string[]): Promise<void> {
    const ws = await this.#open()
    for (const text of texts) ws.send(text)
    const asked = ++this.#pongs
    ws.send(JSON.stringify({ type: 'ping', ts: -asked }))
    const answered = new Promise<void>(resolve => {
      this.#next = resolve
    })
    const timer = setTimeout(() => {
      this.#wrong ??= `no sign of life after ${JSON.stringify(texts).slice(0, 800)}`
      ws.terminate()
    }, 10_000)
    await answered
    clearTimeout(timer)
    if (this.#wrong !== null) throw new Error(this.#wrong)
  }

  end(): void {
    this.#ws?.terminate()
  }

  async #open(): Promise<WebSocket> {
    if (this.#ws) return this.#ws
    const ws = new WebSocket(`ws://127.0.0.1:${this.#port}/ws`, this.#joined ? ['nabiz.v1'] : [])
    ws.on('error', () => {})
    ws.on('message', data => this.#hear(String(data)))
    ws.on('close', code => {
      this.#ws = null
      this.closes++
      if (!legalClose(code)) this.#wrong ??= `closed with ${code}`
      this.#next()
    })
    await once(ws, 'open')
    ws.send(JSON.stringify({ type: 'connect', token: TOKEN, version: 1 }))
    this.#ws = ws
    return ws
  }

  #hear(message: string): void {
    for (const line of this.#joined ? message.split('\n') : [message]) {
      this.frames++
      const why = illegal(line)
      if (why !== null) this.#wrong ??= `${why}: ${line.slice(0, 500)}`
      if (line.startsWith('{"type":"error"')) this.errors++
      if (line === `{"type":"pong","ts":${-this.#pongs}}`) this.#next()
    }
  }
}

/** As `fc.assert`, without printing a batch of 50 messages: seed and path give it again. */
export const assertAll = async <T>(property: fc.IAsyncProperty<T>, numRuns: number, seed: number): Promise<void> => {
  const details = await fc.check(property, { seed, numRuns, endOnFailure: true })
  if (!details.failed) return
  const { message } = details.errorInstance as Error
  throw new Error(`seed ${seed}, path ${details.counterexamplePath}: ${message.slice(0, 1_000)}`)
}

/** `cases` messages in batches; throws at the first illegal answer. */
export const fuzzWebSocket = async (target: FuzzTarget, cases: number, seed: number): Promise<FuzzReport> => {
  const attackers = [new Attacker(target.server.port, true), new Attacker(target.server.port, false)]
  let sent = 0
  let rssEarly = 0
  await assertAll(
    fc.asyncProperty(fc.array(hostileText, { minLength: BATCH, maxLength: BATCH }), fc.nat(1), async (texts, which) => {
      await attackers[which]!.send(texts)
      sent += texts.length
      if (rssEarly === 0 && sent >= cases / 10) rssEarly = (await target.server.measure()).rss
    }),
    cases / BATCH,
    seed,
  )
  for (const attacker of attackers) attacker.end()
  const { rss, polluted } = await target.server.measure()
  const sum = (what: 'frames' | 'errors' | 'closes') => attackers.reduce((total, one) => total + one[what], 0)
  return {
    ...{ cases: sent, frames: sum('frames'), errors: sum('errors'), closes: sum('closes') },
    ...{ rssEarly, rssLate: rss, faults: target.faults, polluted },
  }
}

const HANDSHAKE = [
  'GET /ws HTTP/1.1',
  'Host: 127.0.0.1',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '',
  '',
].join('\r\n')

/** Bytes that are no WebSocket end their own connection. Resolves with how many connections were ended by the server. */
export const fuzzBytes = async (target: FuzzTarget, cases: number, seed: number): Promise<number> => {
  let ended = 0
  await assertAll(
    fc.asyncProperty(hostileBytes, async bytes => {
      const socket = dial(target.server.port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(HANDSHAKE)
      const [answer] = (await once(socket, 'data')) as [Buffer]
      if (!String(answer).startsWith('HTTP/1.1 101')) throw new Error(`handshake: ${answer}`)
      socket.resume()
      socket.on('end', () => ended++)
      socket.end(bytes)
      await once(socket, 'close')
    }),
    cases,
    seed,
  )
  return ended
}
