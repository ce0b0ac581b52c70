/** A node from outside: started, told, asked, ended; and the log that several of them read. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Position, RoomEvent } from '@nabiz/protocol'
import type { ToNode, ToParent } from './node-main.ts'

type Placed = RoomEvent & { offset: number }

/** One durable room in memory, the truth of all nodes of a test. */
export class SharedLog {
  readonly epoch = 'load-1'
  readonly events: Placed[] = []

  append(room: string): Placed {
    const offset = this.events.length + 1
    const event = { type: 'note', room, data: { offset }, timestamp: offset, user_id: null, id: `e${offset}`, offset }
    this.events.push(event)
    return event
  }

  answer(about: 'top' | 'read', since: Position | null, limit: number): unknown {
    const top = this.events.length
    if (about === 'top') return { epoch: this.epoch, offset: top }
    const from = since ? since.offset : Math.max(0, top - limit)
    return { epoch: this.epoch, top, first: 1, events: this.events.slice(from, from + limit) }
  }
}

export class LoadNode implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #done = new Map<string, (value: number) => void>()
  port = 0

  constructor(log: SharedLog) {
    this.#child = fork(join(import.meta.dirname, 'node-main.ts'), { execArgv: ['--expose-gc'] })
    this.#child.on('message', (message: ToParent) => {
      if (message.say === 'listening') this.#settle('listening', message.port)
      else if (message.say === 'done') this.#settle(message.of, message.value)
      else
        this.tell({ do: 'answer', ask: message.ask, answer: log.answer(message.about, message.since, message.limit) })
    })
  }

  static async start(log: SharedLog): Promise<LoadNode> {
    const node = new LoadNode(log)
    node.port = await node.#until('listening')
    return node
  }

  tell(message: ToNode): void {
    this.#child.send(message)
  }

  /** Resolves with what it answers when the work is done. */
  order(message: ToNode & { do: 'publish' | 'drain' | 'measure' }): Promise<number> {
    const done = this.#until(message.do)
    this.tell(message)
    return done
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return
    this.#child.kill('SIGKILL')
    await once(this.#child, 'exit')
  }

  #until(what: string): Promise<number> {
    return new Promise(resolve => this.#done.set(what, resolve))
  }

  #settle(what: string, value: number): void {
    this.#done.get(what)?.(value)
    this.#done.delete(what)
  }
}
