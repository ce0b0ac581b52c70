/** Publishes without a pause, and remembers what was answered and how often it was refused. */
import { expect } from 'vitest'
import type { Acked } from './judge-reader.ts'
import type { Node } from './node.ts'

export type Burst = AsyncDisposable & { readonly acked: Acked[]; refused(): number; stop(): Promise<void> }

export const publishOn = (nodes: readonly Node[], room = 'r'): Burst => {
  const acked: Acked[] = []
  let refused = 0
  let running = true
  const publish = async (node: Node, name: number) => {
    for (let index = 0; running; index++) {
      const id = `${name}.${index}`
      await node.server.publish(room, 'x', 1, { id }).then(
        ({ epoch, offset }) => acked.push({ id, epoch: epoch!, offset: offset! }),
        error => {
          expect(error).toMatchObject({ code: 'unavailable', retry_after_ms: 1_000 })
          refused++
        },
      )
      // A refusal comes at once: others must have their turn.
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  const bursts = nodes.map(publish)
  const stop = async () => {
    running = false
    await Promise.all(bursts)
  }
  return { acked, refused: () => refused, stop, [Symbol.asyncDispose]: stop }
}
