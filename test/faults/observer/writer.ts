/** Somebody who publishes one event after another and writes down what was answered, or that nobody knows. */
import { setTimeout as pause } from 'node:timers/promises'
import { wholeNumber } from '../checker/seeded-random.ts'
import type { Frame, Line, OpenLine } from './line.ts'
import { scoped } from './reader.ts'
import type { Recorder } from './recorder.ts'

export type WriterOptions = {
  readonly name: string
  readonly company: string | null
  /** Rooms named `ledger:…` are durable: their events go through the request `append`. */
  readonly rooms: readonly string[]
  /** With a key, what was not answered is asked for again until it is. */
  readonly keyed: boolean
  readonly port: () => number
  readonly open: OpenLine
  readonly recorder: Recorder
  readonly random: () => number
}

type Answer = { frame: Frame } | { lost: true }

const ANSWER_MS = 1_500
const ROUND_MS = 4

export class Writer {
  acknowledged = 0
  readonly #options: WriterOptions
  #line: Promise<Line | null> | null = null
  #count = 0
  #running = false
  #over: Promise<void> = Promise.resolve()
  #waiting: { ref: number; resolve(answer: Answer): void } | null = null

  constructor(options: WriterOptions) {
    this.#options = options
  }

  start(): void {
    this.#running = true
    this.#over = this.#run()
  }

  /** Resolves when the last question has its outcome. */
  async stop(): Promise<void> {
    this.#running = false
    await this.#over
    const line = await this.#line
    line?.cut()
  }

  /** Cuts the line as soon as the next question was sent: its answer cannot come. */
  loseNextAnswer = false

  async #run(): Promise<void> {
    while (this.#running) {
      await this.#publish()
      await pause(ROUND_MS)
    }
  }

  async #publish(): Promise<void> {
    const { random, name, rooms, company, recorder, keyed } = this.#options
    const ref = ++this.#count
    const op = `${name}-${ref}`
    const room = rooms[ref % rooms.length]!
    const payload = `${op} ğ\n${'.'.repeat(wholeNumber(random, 0, 300))}`
    const lot = random()
    const type = lot < 0.04 ? 'ping' : lot < 0.08 && room.startsWith('board:') ? 'hint' : 'note'
    const data = { op, payload }
    const durable = room.startsWith('ledger:') && type === 'note'
    const frame = durable
      ? { type: 'request', name: 'append', data: { room, note: data }, key: op, ref }
      : { type: 'publish', room, event: type, data, ref, ...(keyed && { key: op }) }
    recorder.write({ kind: 'inv', op, room: scoped(company, room), payload })
    for (;;) {
      const answer = await this.#ask(frame, ref)
      if ('frame' in answer) {
        this.#outcome(op, answer.frame)
        return
      }
      if (!keyed || !this.#running) {
        recorder.write({ kind: 'info', op })
        return
      }
      await pause(30)
    }
  }

  #outcome(op: string, frame: Frame): void {
    const { recorder } = this.#options
    const placed = (frame.type === 'response' ? frame.data : frame) as Record<string, unknown>
    if (frame.type === 'error') recorder.write({ kind: 'fail', op, code: String(frame.code) })
    else if (placed.offset === undefined) recorder.write({ kind: 'passed', op, id: String(placed.id) })
    else {
      this.acknowledged++
      recorder.write({
        kind: 'ok',
        op,
        epoch: String(placed.epoch),
        offset: Number(placed.offset),
        id: String(placed.id),
      })
    }
  }

  async #ask(frame: object, ref: number): Promise<Answer> {
    this.#line ??= this.#connect()
    const line = await this.#line
    if (!line) return { lost: true }
    const { promise, resolve } = Promise.withResolvers<Answer>()
    this.#waiting = { ref, resolve }
    line.send(frame)
    const timer = setTimeout(() => line.cut(), ANSWER_MS)
    if (this.loseNextAnswer) {
      this.loseNextAnswer = false
      // Only what is on its way can lose its answer.
      setImmediate(() => line.cut())
    }
    const answer = await promise
    clearTimeout(timer)
    return answer
  }

  /** Null when it was lost before `connected` came. */
  async #connect(): Promise<Line | null> {
    const { open, port, company, name } = this.#options
    const token = JSON.stringify({ user_id: name, ...(company && { company }), issued_at: 0 })
    const connected = Promise.withResolvers<void>()
    let gone = false
    const line = open(
      port(),
      { type: 'connect', token, version: 1 },
      {
        frame: frame => {
          if (frame.type === 'connected') connected.resolve()
          else if (frame.type === 'closed') line.cut()
          else if (this.#waiting && frame.ref === this.#waiting.ref) {
            this.#waiting.resolve({ frame })
            this.#waiting = null
          }
        },
        alive: () => {},
        lost: () => {
          gone = true
          this.#line = null
          connected.resolve()
          this.#waiting?.resolve({ lost: true })
          this.#waiting = null
        },
      },
    )
    const timer = setTimeout(() => line.cut(), ANSWER_MS)
    await connected.promise
    clearTimeout(timer)
    return gone ? null : line
  }
}
