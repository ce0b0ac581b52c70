/** A client of a load test: no SDK, one room, counts what it got and where it stands. */
import type { Position } from '@nabiz/protocol'
import { WebSocket } from 'ws'

export type Heard = {
  type: string
  id?: string
  room?: string
  epoch?: string
  offset?: number
  recovered?: string
  after_ms?: number
}

export class RawClient {
  readonly #room: string
  readonly #user: string
  readonly #heard: (frame: Heard) => void
  #socket: WebSocket | null = null
  position: Position | null = null
  /** Joins told otherwise than `fresh` at first and `all` afterwards, and steps that were not +1. */
  readonly wrong: string[] = []
  received = 0
  connects = 0

  constructor(room: string, user: string, heard: (frame: Heard) => void) {
    this.#room = room
    this.#user = user
    this.#heard = heard
  }

  /** Resolves when the room is joined; rejects when the connection ends before. */
  connect(port: number, since: Position | null = this.position): Promise<void> {
    this.connects++
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, 'nabiz.v1', { perMessageDeflate: false })
    this.#socket = socket
    return new Promise((resolve, reject) => {
      socket.on('error', reject)
      socket.on('close', code => reject(new Error(`closed with ${code}`)))
      socket.on('open', () =>
        socket.send(JSON.stringify({ type: 'connect', token: this.#user, version: 1, rooms: { [this.#room]: since } })),
      )
      socket.on('message', data => {
        for (const line of String(data).split('\n')) {
          const frame = JSON.parse(line) as Heard
          this.#take(frame, since)
          if (frame.type === 'room_joined') resolve()
          this.#heard(frame)
        }
      })
    })
  }

  leave(): void {
    this.#socket?.removeAllListeners('message')
    this.#socket?.close()
  }

  end(): void {
    this.#socket?.removeAllListeners()
    this.#socket?.on('error', () => {})
    this.#socket?.terminate()
  }

  #take(frame: Heard, since: Position | null): void {
    if (frame.type === 'room_joined') {
      if (frame.recovered !== (since ? 'all' : 'fresh')) this.wrong.push(`${frame.recovered} at ${frame.offset}`)
      if (!since) this.position = { epoch: frame.epoch!, offset: frame.offset! }
    } else if (frame.id !== undefined) {
      if (frame.offset !== this.position!.offset + 1) this.wrong.push(`${frame.offset} after ${this.position!.offset}`)
      this.position = { epoch: this.position!.epoch, offset: frame.offset! }
      this.received++
    }
  }
}
