/** Draws papers in a thread of its own: a page of text costs the processor longer than a request should wait for. */
import { Worker } from 'node:worker_threads'
import type { DrawingAnswer, DrawingOrder } from './drawing-messages.ts'

export type DrawingThreads = {
  /**
   * Runs the default export of `module`, a function from `input` (what structured cloning takes) to the bytes of a
   * paper. Rejects with what it threw, or when the thread ended under it; the next call has a new thread.
   */
  draw(module: URL, input: unknown): Promise<Buffer>
  /** Ends the thread; what it was drawing is rejected. */
  close(): Promise<void>
}

type Waiting = { resolve: (bytes: Buffer) => void; reject: (error: Error) => void }
type Thread = { worker: Worker; waiting: Map<number, Waiting> }

/** More for a thread would be a leak: a letter takes some 100 MB with its fonts. */
const MAX_MEMORY_MB = 512

/** Started with the first paper. One is enough: it draws fifty a second, and the others' work has the other cores. */
export const createDrawingThreads = (): DrawingThreads => {
  let current: Thread | null = null
  let last = 0
  let closed = false

  const start = (): Thread => {
    const worker = new Worker(new URL('./drawing-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
    })
    const thread: Thread = { worker, waiting: new Map() }
    const end = (error: Error): void => {
      if (current === thread) current = null
      for (const one of thread.waiting.values()) one.reject(error)
      thread.waiting.clear()
    }
    worker.on('message', (answer: DrawingAnswer) => {
      const one = thread.waiting.get(answer.id)
      thread.waiting.delete(answer.id)
      // An idle thread must not keep a process alive that has nothing else to do.
      if (thread.waiting.size === 0) worker.unref()
      if ('error' in answer) one?.reject(new Error(answer.error))
      else one?.resolve(Buffer.from(answer.bytes.buffer, answer.bytes.byteOffset, answer.bytes.byteLength))
    })
    worker.on('error', end)
    worker.on('exit', code => end(new Error(`the drawing thread ended with ${code}`)))
    return thread
  }

  return {
    draw(module, input) {
      if (closed) return Promise.reject(new Error('drawing is closed'))
      current ??= start()
      const { worker, waiting } = current
      const id = ++last
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        worker.ref()
        worker.postMessage({ id, module: module.href, input } satisfies DrawingOrder)
      })
    },
    async close() {
      closed = true
      await current?.worker.terminate()
    },
  }
}
