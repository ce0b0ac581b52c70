/** The thread that draws: takes an order, runs the module it names, and hands the bytes over without copying them. */
import { type MessagePort, parentPort } from 'node:worker_threads'
import { stepBack } from '#platform/threads'
import type { DrawingAnswer, DrawingOrder } from './drawing-messages.ts'

type DrawingModule = { default: (input: unknown) => Promise<Uint8Array> }

const answer = async (port: MessagePort, { id, module, input }: DrawingOrder): Promise<void> => {
  try {
    const { default: draw } = (await import(module)) as DrawingModule
    // A copy that owns its bytes: a window into a pool could not be handed over.
    const bytes = Uint8Array.from(await draw(input))
    port.postMessage({ id, bytes } satisfies DrawingAnswer, [bytes.buffer])
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    port.postMessage({ id, error: text } satisfies DrawingAnswer)
  }
}

if (parentPort) {
  stepBack()
  const port = parentPort
  port.on('message', (order: DrawingOrder) => void answer(port, order))
}
