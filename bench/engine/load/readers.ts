/** A thousand readers of one server: opened, counted, timed, cut, and brought back. */
import { performance } from 'node:perf_hooks'
import { type Spread, spreadOf } from '../../report/percentiles.ts'
import { type Dialect, type Memory, requestText } from './dialects.ts'
import { countMarks, dueTimes, nowMicros } from './payload.ts'
import { RawWebSocket } from './raw-web-socket.ts'

/** `shared`: all readers in the room `bench:0`; else each has `each` rooms that nobody else has. */
export type Rooms = { readonly shared: true } | { readonly shared: false; readonly each: number }
export const roomNames = (rooms: Rooms, reader: number): string[] =>
  rooms.shared ? ['bench:0'] : Array.from({ length: rooms.each }, (_, index) => `bench:${reader * rooms.each + index}`)

/** In ms. `replay`: from the open connection to the last missed event; `back`: from the first packet of the reconnect. */
export type Return = { readonly replay: Spread; readonly back: Spread; readonly all_ms: number; readonly whole: number }

type Reader = {
  readonly memory: Memory
  socket: RawWebSocket | null
  /** Events since the last join. */
  received: number
  began: number
  opened: number
}

/** Questions not yet sent, and those not yet answered by a last answer. */
type Asking = { left: number; open: number; readonly done: () => void }

/** So many handshakes at once: more only wait in the kernel, and its queue drops what does not fit. */
const AT_ONCE = 200

export class Readers {
  readonly #port: number
  readonly #dialect: Dialect
  readonly #all: Reader[] = []
  #received = 0
  /** Every so many readers note when events were due; 0 = none. */
  #sampled = 0
  #late_ms: number[] = []
  #asking: Asking | null = null
  #coming: { missed: number; whole: (reader: Reader) => void } | null = null
  #joined: (reader: Reader) => void = () => {}

  constructor(port: number, dialect: Dialect) {
    this.#port = port
    this.#dialect = dialect
  }

  get received(): number {
    return this.#received
  }

  /** Adds readers; resolves when all are in their rooms. */
  async open(count: number, rooms: Rooms): Promise<void> {
    const from = this.#all.length
    const added = Array.from({ length: count }, (_, index): Reader => {
      const at = from + index
      const memory = { index: at, rooms: roomNames(rooms, at), joined: 0, session: '', epoch: '', offset: 0, last: '' }
      return { memory, socket: null, received: 0, began: 0, opened: 0 }
    })
    this.#all.push(...added)
    await this.#each(added, resolve => {
      this.#joined = resolve
    })
  }

  /** From now on every `every`-th reader notes how late its events are. */
  sample(every: number): void {
    this.#sampled = every
    this.#late_ms = []
  }

  lateness(): Spread {
    return spreadOf(this.#late_ms)
  }

  /** `total` questions, one in flight for each reader; resolves when all are answered. */
  ask(total: number): Promise<void> {
    return new Promise(done => {
      this.#asking = { left: total - this.#all.length, open: this.#all.length, done }
      for (const [ref, { socket }] of this.#all.entries()) socket!.send(requestText(this.#dialect, ref))
    })
  }

  cut(): void {
    for (const reader of this.#all) {
      reader.socket!.cut()
      reader.memory.offset += reader.received
    }
  }

  /** Everybody comes back with the position they had; resolves when each got `missed` events, or none came for 20 s. */
  async comeBack(missed: number): Promise<Return> {
    const replay_ms: number[] = []
    const back_ms: number[] = []
    const started = performance.now()
    const returned = this.#each(this.#all, resolve => {
      const whole = (reader: Reader): void => {
        const now = performance.now()
        replay_ms.push(now - reader.opened)
        back_ms.push(now - reader.began)
        resolve(reader)
      }
      this.#coming = { missed, whole }
    })
    await Promise.race([returned, this.#silence(20_000)])
    const [replay, back] = [spreadOf(replay_ms), spreadOf(back_ms)]
    return { replay, back, all_ms: performance.now() - started, whole: replay_ms.length }
  }

  async #silence(ms: number): Promise<void> {
    for (let before = -1; before !== this.#received; ) {
      before = this.#received
      await new Promise(resolve => setTimeout(resolve, ms).unref())
    }
  }

  /** Connects them, not too many at once. `arm` is given what says that one of them is through. */
  #each(readers: readonly Reader[], arm: (through: (reader: Reader) => void) => void): Promise<void> {
    return new Promise(resolve => {
      let next = 0
      let through = 0
      const connect = (): void => {
        const reader = readers[next++]
        if (reader) this.#connect(reader)
      }
      arm(() => {
        if (++through === readers.length) resolve()
        else connect()
      })
      for (let index = 0; index < AT_ONCE; index++) connect()
    })
  }

  #connect(reader: Reader): void {
    const { memory } = reader
    const again = reader.socket !== null
    memory.joined = 0
    reader.received = 0
    reader.began = performance.now()
    reader.socket = new RawWebSocket(this.#port, this.#dialect.path(memory), this.#dialect.protocol, {
      opened: socket => {
        reader.opened = performance.now()
        const greeting = this.#dialect.greeting(memory, again)
        if (greeting !== null) socket.send(greeting)
        if (memory.joined === memory.rooms.length) this.#joined(reader)
      },
      message: (socket, payload) => this.#take(reader, socket, payload, again),
      closed: () => {},
    })
  }

  #take(reader: Reader, socket: RawWebSocket, payload: Buffer, again: boolean): void {
    const { memory } = reader
    const events = countMarks(payload)
    if (events === 0 || memory.joined < memory.rooms.length) {
      const before = memory.joined
      const answer = this.#dialect.heard(memory, payload.toString('latin1'), again)
      if (answer !== null) socket.send(answer)
      if (!again && memory.joined > before && memory.joined === memory.rooms.length) this.#joined(reader)
      if (events === 0) return
    }
    reader.received += events
    this.#received += events
    if (this.#sampled > 0 && memory.index % this.#sampled === 0) {
      const now = nowMicros()
      for (const due of dueTimes(payload)) this.#late_ms.push((now - due) / 1_000)
    }
    if (this.#asking) this.#answered(this.#asking, socket)
    else if (this.#coming && reader.received === this.#coming.missed) this.#coming.whole(reader)
    else if (this.#dialect.resumes && memory.last === '') memory.last = payload.toString('latin1')
  }

  #answered(asking: Asking, socket: RawWebSocket): void {
    if (asking.left > 0) {
      asking.left--
      socket.send(requestText(this.#dialect, asking.left))
    } else if (--asking.open === 0) {
      this.#asking = null
      asking.done()
    }
  }
}
