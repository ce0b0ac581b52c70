/** A client of the wire for tests: a raw WebSocket that records every frame and lets a test wait for the one it means. */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { type Closed, type Frame, FrameLog } from './frame-log.ts'

export type { Frame } from './frame-log.ts'

export class WireClient extends FrameLog {
  readonly ws: WebSocket
  /** Messages as they came. */
  readonly messages: string[] = []

  constructor(url: string, options: { joined?: boolean; headers?: Record<string, string> } = {}) {
    super()
    const protocols = (options.joined ?? true) ? ['nabiz.v1'] : []
    this.ws = new WebSocket(url, protocols, { headers: options.headers ?? {}, perMessageDeflate: false })
    this.ws.on('message', data => {
      const text = data.toString()
      this.messages.push(text)
      for (const line of this.ws.protocol === 'nabiz.v1' ? text.split('\n') : [text])
        this.got(JSON.parse(line) as Frame)
    })
    this.ws.on('close', (code, reason) => this.ended({ code, reason: reason.toString() }))
    this.ws.on('error', () => {})
  }

  /** Resolves when open; rejects with the HTTP status of a refusal. */
  async opened(): Promise<this> {
    if (this.ws.readyState === WebSocket.OPEN) return this
    const refused = once(this.ws, 'unexpected-response').then(([, response]) => {
      throw new Error(`HTTP ${(response as { statusCode: number }).statusCode}`)
    })
    await Promise.race([once(this.ws, 'open'), refused])
    return this
  }

  send(...frames: object[]): void {
    this.raw(frames.map(frame => JSON.stringify(frame)).join('\n'))
  }

  raw(text: string): void {
    this.ws.send(text)
  }

  /** Takes no byte more. */
  stall(): void {
    this.ws.pause()
  }

  resume(): void {
    this.ws.resume()
  }

  close(): Promise<Closed> {
    this.ws.close(1000)
    return this.closed
  }

  /** Cut, as a failing network does it. */
  cut(): Promise<Closed> {
    this.ws.terminate()
    return this.closed
  }
}
