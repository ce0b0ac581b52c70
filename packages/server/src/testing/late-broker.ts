/** A broker whose reads answer some turns late, as over a network; also tells how many subscriptions are open. */
import type { Position } from '@nabiz/protocol'
import type { Broker, Deliver, Draft, PageSize, Retention, Stored } from '../broker/broker.ts'

/** Lets other input and timers run, so many times. */
export const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise(resolve => setImmediate(resolve))
}

export class LateBroker implements Broker {
  readonly durability: Broker['durability']
  readonly #inner: Broker
  readonly #late: number
  subscriptions = 0

  constructor(inner: Broker, late = 2) {
    this.#inner = inner
    this.#late = late
    this.durability = inner.durability
  }

  publish = (room: string, draft: Draft, retention: Retention) => this.#inner.publish(room, draft, retention)
  pass = (room: string, draft: Draft) => this.#inner.pass(room, draft)
  place = (room: string, epoch: string, event: Stored, retention: Retention) =>
    this.#inner.place(room, epoch, event, retention)
  sweep = () => this.#inner.sweep()
  close = () => this.#inner.close()

  async subscribe(room: string, retention: Retention, deliver: Deliver) {
    const subscription = await this.#inner.subscribe(room, retention, deliver)
    this.subscriptions++
    await turns(this.#late)
    return {
      position: subscription.position,
      close: () => {
        this.subscriptions--
        subscription.close()
      },
    }
  }

  async read(room: string, since: Position | null, size: PageSize) {
    await turns(1)
    const page = await this.#inner.read(room, since, size)
    await turns(this.#late)
    return page
  }
}
